package dev.tandem.parity.laws;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.MetricSpec.Accumulation;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a reader of a stream's panes makes of them: of a metric that accumulates the last of each
 * window, of one that discards their sum. What went to {@code captures-expired} is added back.
 */
final class StreamedAnswers {
  private final Batch batch;
  private final Delivery delivery;
  private final List<Map<CountKey, SortedMap<Long, Tally>>> panes;
  private final List<SortedMap<CountKey, Tally>> tallies;
  private final List<List<String>> problems;
  private final Set<String> notices = new HashSet<>();
  private long expired;
  private long windowGone;
  private long dropped;

  StreamedAnswers(Batch batch, Delivery delivery) {
    this.batch = batch;
    this.delivery = delivery;
    int logs = batch.logs().size();
    panes =
        IntStream.range(0, logs)
            .<Map<CountKey, SortedMap<Long, Tally>>>mapToObj(log -> new TreeMap<>())
            .toList();
    tallies =
        IntStream.range(0, logs)
            .<SortedMap<CountKey, Tally>>mapToObj(log -> new TreeMap<>())
            .toList();
    problems = IntStream.range(0, logs).<List<String>>mapToObj(log -> new ArrayList<>()).toList();
  }

  /** One more pane. */
  void take(HistoryAnswer answer) {
    int log = HistoryLogs.number(answer.log());
    long index = answer.pane().getIndex();
    Tally before =
        panes
            .get(log)
            .computeIfAbsent(answer.key(), key -> new TreeMap<>())
            .putIfAbsent(index, answer.tally());
    if (before != null) {
      problems.get(log).add("pane %d said twice: %s".formatted(index, Texts.of(answer.key())));
    }
  }

  /** One more record of {@code captures-expired}. */
  void takeExpired(byte[] value) {
    Expired notice = HistoryLogs.EXPIRED.read(value);
    String position = notice.position();
    int log = delivery.logAt(Long.parseLong(position.substring(position.indexOf('@') + 1)));
    if (!notices.add(notice.metric() + ' ' + notice.reason() + ' ' + position)) {
      problems.get(log).add("expired twice: " + position + " in " + notice.metric());
    }
    if (notice.reason() == Reason.EXPIRED) {
      expired++;
    } else {
      windowGone++;
    }
    for (ExpiredChange change : notice.changes()) {
      Tally tally = Tally.ZERO.plus(change.part(), change.measures());
      for (Window window : change.windows()) {
        CountKey key = new CountKey(notice.metric(), change.dimensions(), window);
        tallies.get(log).merge(key, tally, Tally::plus);
      }
    }
  }

  /** How many changes Beam dropped, which no log explains. */
  void takeDropped(long changes) {
    dropped += changes;
    if (changes > 0) {
      problem("Beam dropped " + changes + " changes as late");
    }
  }

  /** Something that is wrong with the whole pipeline; told of the first log. */
  void problem(String problem) {
    problems.get(0).add(problem);
  }

  /** For each log, in their order. To be asked once, when all is taken. */
  List<Answer> answers() {
    List<Answer> answers = new ArrayList<>();
    for (int log = 0; log < tallies.size(); log++) {
      SortedMap<CountKey, Tally> sums = tallies.get(log);
      panes.get(log).forEach((key, said) -> sums.merge(key, read(key, said), Tally::plus));
      answers.add(new Answer(sums, Optional.empty(), problems.get(log)));
    }
    return answers;
  }

  /** What was taken. */
  StreamCounts counts() {
    long windows = panes.stream().mapToLong(Map::size).sum();
    long said =
        panes.stream().flatMap(log -> log.values().stream()).mapToLong(pane -> pane.size()).sum();
    return new StreamCounts(windows, said, expired, windowGone, dropped);
  }

  private Tally read(CountKey key, SortedMap<Long, Tally> said) {
    Accumulation accumulation =
        batch.spec().find(key.metric()).orElseThrow().history().accumulation();
    return accumulation == Accumulation.ACCUMULATING
        ? said.get(said.lastKey())
        : said.values().stream().reduce(Tally.ZERO, Tally::plus);
  }
}
