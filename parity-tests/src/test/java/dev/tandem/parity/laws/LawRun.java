package dev.tandem.parity.laws;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.parity.report.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds opinions against the reference, batch by batch, and knows what was compared. */
final class LawRun {
  private static final Opinion REFERENCE = new ReferenceOpinion();

  private final Map<String, Compared> compared = new LinkedHashMap<>();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final List<Long> seeds = new ArrayList<>();
  private long logs;
  private long captures;
  private long windows;
  private long metrics;

  /** What one opinion was asked. */
  private static final class Compared {
    private long logs;
    private long windows;
    private long parts;
    private long differences;
    private long elapsedNs;
  }

  /** What an opinion said, and how long it thought. */
  private record Asked(Opinion opinion, List<Answer> answers, long elapsedNs) {
    static Asked of(Opinion opinion, Batch batch) {
      long startNs = System.nanoTime();
      List<Answer> answers = opinion.answers(batch);
      return new Asked(opinion, answers, System.nanoTime() - startNs);
    }
  }

  /**
   * Asks all, beside each other.
   *
   * @return how the first of them that differs does so, made as small as it gets; empty where all
   *     agree
   */
  List<String> hold(Batch batch, List<Opinion> opinions) {
    Asked reference = Asked.of(REFERENCE, batch);
    count(batch, reference);
    List<Asked> asked = opinions.parallelStream().map(o -> Asked.of(o, batch)).toList();
    List<String> found = new ArrayList<>();
    for (Asked one : asked) {
      Comparison comparison =
          Comparison.of(batch, reference.answers(), one.opinion().name(), one.answers());
      add(one, batch, comparison);
      if (found.isEmpty() && !comparison.differences().isEmpty()) {
        found.addAll(explain(batch, one.opinion(), comparison.differences()));
      }
    }
    return found;
  }

  private void count(Batch batch, Asked reference) {
    seeds.add(batch.seed());
    logs += batch.logs().size();
    metrics += batch.spec().metrics().size();
    batch.logs().forEach(log -> captures += log.size());
    for (Answer answer : reference.answers()) {
      windows += answer.tallies().size();
      for (Tally tally : answer.tallies().values()) {
        for (Verdict verdict : Verdict.values()) {
          Measures part = Comparison.part(tally, verdict);
          verdicts.merge(verdict, part.documents() + part.cancelled(), Long::sum);
        }
      }
    }
  }

  private void add(Asked one, Batch batch, Comparison comparison) {
    Compared sum = compared.computeIfAbsent(one.opinion().name(), name -> new Compared());
    sum.logs += batch.logs().size();
    sum.windows += comparison.windows();
    sum.parts += comparison.parts();
    sum.differences += comparison.differences().size();
    sum.elapsedNs += one.elapsedNs();
  }

  private static List<String> explain(Batch batch, Opinion opinion, List<Difference> differences) {
    List<String> lines = new ArrayList<>();
    differences.stream().limit(5).forEach(difference -> lines.add(difference.toString()));
    Batch smallest = new Shrinker(REFERENCE, opinion).shrink(batch, differences.get(0).log());
    lines.add("smallest: " + smallest.logs().size() + " logs; spec " + smallest.spec());
    if (smallest.logs().size() == 1) {
      smallest.logs().get(0).forEach(capture -> lines.add(capture.toString()));
      Comparison.of(
              smallest, REFERENCE.answers(smallest), opinion.name(), opinion.answers(smallest))
          .differences()
          .forEach(difference -> lines.add(difference.toString()));
    }
    return lines;
  }

  long logs() {
    return logs;
  }

  /** How many logs an opinion was asked about. */
  long logsOf(Opinion opinion) {
    return compared.containsKey(opinion.name()) ? compared.get(opinion.name()).logs : 0;
  }

  /** As a report shows it. */
  List<Section> sections() {
    String seedText =
        seeds.stream().limit(200).map(String::valueOf).collect(Collectors.joining(" "));
    return List.of(
        new Section(
            "Random logs",
            "Seeds: " + seedText + (seeds.size() > 200 ? " and those that follow them" : ""),
            List.of("specs", "metrics", "logs", "captures", "windows", "LIVE", "LATE", "EXPIRED"),
            List.of(
                List.of(
                    text(seeds.size()),
                    text(metrics),
                    text(logs),
                    text(captures),
                    text(windows),
                    text(verdicts.getOrDefault(Verdict.LIVE, 0L)),
                    text(verdicts.getOrDefault(Verdict.LATE, 0L)),
                    text(verdicts.getOrDefault(Verdict.EXPIRED, 0L))))),
        new Section(
            "Opinions, each held against the reference",
            "Windows that either of the two knows; their three parts, each in four measures.",
            List.of("opinion", "logs", "windows", "parts", "differences", "seconds"),
            compared.entrySet().stream().map(LawRun::row).toList()));
  }

  private static List<String> row(Map.Entry<String, Compared> entry) {
    Compared sum = entry.getValue();
    return List.of(
        entry.getKey(),
        text(sum.logs),
        text(sum.windows),
        text(sum.parts),
        text(sum.differences),
        String.format(Locale.ROOT, "%.1f", sum.elapsedNs / 1e9));
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
