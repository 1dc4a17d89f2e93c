package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.Times;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Captures in no order with marks among them, whose times lie on and beside the watermarks at which
 * their windows close and are forgotten.
 *
 * @param seed decides where the marks are and what they say
 */
record MarkedLog(Spec spec, List<Capture> captures, long seed) {
  private static final long APPENDED_MS = 2_000_000_000_000_000L;

  static Arbitrary<MarkedLog> logs() {
    return RandomSpecs.specs()
        .flatMap(
            spec ->
                Combinators.combine(RandomCaptures.logs(spec.counted()), Arbitraries.longs())
                    .as((captures, seed) -> new MarkedLog(spec, captures, seed)));
  }

  ReferenceCounter reference() {
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    captures.forEach(reference::add);
    return reference;
  }

  /** Appends everything while tasks work, are restarted and killed by chance. */
  Run run(int partitions, Random chance) {
    return run(partitions, chance, spec);
  }

  /** The same, and once there comes another spec, which differs in how long it retains. */
  Run run(int partitions, Random chance, Spec later) {
    return run(new Run(partitions, later), partitions, chance, later);
  }

  /** Without troubles, and every record is committed by itself. */
  Run runCommittingEach(int partitions) {
    Run run = new Run(partitions, spec);
    run.tasks.commitEach();
    return run(run, partitions, new Random(0), spec);
  }

  private Run run(Run run, int partitions, Random chance, Spec later) {
    Random marks = new Random(seed);
    List<Long> edgesMs = edgesMs(marks);
    int changeAt = later.equals(spec) ? -1 : captures.size() / 2;
    for (Capture capture : captures) {
      if (captures.indexOf(capture) == changeAt) {
        run.tasks.restart(later);
      }
      for (int i = marks.nextInt(2 * partitions); i > 0; i--) {
        run.append(marks.nextInt(partitions), mark(marks, edgesMs, partitions));
        run.tasks.run(chance, chance.nextInt(5));
      }
      run.append(LogRecords.partitionOf(FORMATS.log().key(capture), partitions), capture);
      run.tasks.run(chance, chance.nextInt(10));
    }
    run.tasks.run(chance, 100);
    return run;
  }

  /** The spec with the metrics' retentions moved on by one metric, the last one's halved. */
  Spec retainingOtherwise() {
    List<MetricSpec> metrics = new ArrayList<>();
    for (int i = 0; i < spec.metrics().size(); i++) {
      long retentionMs = spec.metrics().get((i + 1) % spec.metrics().size()).retentionMs();
      boolean last = i == spec.metrics().size() - 1;
      metrics.add(
          new MetricSpec(
              spec.metrics().get(i).metric(),
              last ? retentionMs / 2 : retentionMs,
              MetricSpec.History.DEFAULT));
    }
    return new Spec(metrics, spec.maxFutureMs(), spec.arrivalSlackMs());
  }

  private static Mark mark(Random marks, List<Long> edgesMs, int partitions) {
    Mark.Kind kind =
        switch (marks.nextInt(13)) {
          case 0 -> Mark.Kind.SNAPSHOT_STARTED;
          case 12 -> marks.nextBoolean() ? Mark.Kind.SOURCE_RETIRED : Mark.Kind.SNAPSHOT_STARTED;
          case 1, 2 -> Mark.Kind.SNAPSHOT_FINISHED;
          default -> Mark.Kind.HEARTBEAT;
        };
    long edgeMs = edgesMs.get(marks.nextInt(edgesMs.size()));
    return new Mark(
        "main", kind, Math.max(Times.FIRST_MS, Math.min(edgeMs, Times.END_MS - 1)), partitions);
  }

  /** Times of heartbeats at which windows close or are gone, and steps of telling beside them. */
  private List<Long> edgesMs(Random marks) {
    List<Long> edgesMs = new ArrayList<>(List.of(0L));
    Ledger ledger = new Ledger(spec.maxFutureMs());
    for (Capture capture : captures) {
      for (Change change : ledger.step(LedgerEntry.EMPTY, capture).changes()) {
        for (MetricSpec metric : spec.metrics()) {
          metric
              .metric()
              .assign(change)
              .ifPresent(a -> a.windows().forEach(w -> edgesMs.add(edgeMs(metric, w.window()))));
        }
      }
      edgesMs.add(capture.arrivedMs());
    }
    edgesMs.replaceAll(
        edge -> edge + spec.arrivalSlackMs() + List.of(0, -1, 1, 10_000).get(marks.nextInt(4)));
    return edgesMs;
  }

  private long edgeMs(MetricSpec metric, Window window) {
    long closedMs = window.endMs() + metric.metric().lateness().liveMs();
    return metric.retentionMs() == MetricSpec.UNBOUNDED || window.startMs() % 2 == 0
        ? closedMs
        : closedMs + metric.retentionMs();
  }

  /** Tasks over the log. Each record has a time of its own, by which what comes of it is found. */
  final class Run {
    private final int partitions;
    private final Spec later;
    private final SimulatedTasks tasks;
    private final List<LogEntry> appended = new ArrayList<>();
    private final List<Integer> partitionsOf = new ArrayList<>();
    private final List<ArrivalWatermark> watermarks;
    private final long[] highestMs;

    private Run(int partitions, Spec later) {
      this.partitions = partitions;
      this.later = later;
      this.tasks = new SimulatedTasks(new LiveSettings(spec, Topics.DEFAULT, partitions), FORMATS);
      this.watermarks = new ArrayList<>(Collections.nCopies(partitions, ArrivalWatermark.UNKNOWN));
      this.highestMs = new long[partitions];
      Arrays.fill(highestMs, ArrivalWatermark.UNDEFINED);
    }

    private void append(int partition, LogEntry entry) {
      long timeMs = APPENDED_MS + appended.size();
      Record<byte[], byte[]> record;
      if (entry instanceof Mark mark) {
        record = LogRecords.of(FORMATS.log(), mark, timeMs);
        ArrivalWatermark after =
            watermarks.get(partition).after(mark, timeMs, spec.arrivalSlackMs());
        watermarks.set(partition, after);
        highestMs[partition] = Math.max(highestMs[partition], after.timeMs());
      } else {
        record = LogRecords.of(FORMATS.log(), (Capture) entry, timeMs);
      }
      appended.add(entry);
      partitionsOf.add(partition);
      tasks.append(partition, record);
    }

    SimulatedTasks tasks() {
      return tasks;
    }

    LiveAnswer finish() {
      return tasks.finish();
    }

    /** The partition of the log that holds the record of a time. */
    int partitionOf(long timeMs) {
      return partitionsOf.get((int) (timeMs - APPENDED_MS));
    }

    /** Whether some partition may have diverted or left out changes of a window. */
    boolean isGoneAnywhere(CountKey key) {
      return Arrays.stream(highestMs)
          .anyMatch(ms -> isGone(spec, key, ms) || isGone(later, key, ms));
    }

    /** Whether every partition has told that a window is gone, however few steps it tells. */
    boolean isGoneEverywhere(CountKey key) {
      long stepMs = ToldWatermark.stepMs(partitions);
      return Arrays.stream(highestMs)
          .allMatch(ms -> ms != ArrivalWatermark.UNDEFINED && isGone(spec, key, ms - stepMs));
    }

    private static boolean isGone(Spec by, CountKey key, long watermarkMs) {
      MetricSpec metric = by.find(key.metric()).orElseThrow();
      return metric.retentionMs() != MetricSpec.UNBOUNDED
          && watermarkMs != ArrivalWatermark.UNDEFINED
          && watermarkMs
              >= key.window().endMs() + metric.metric().lateness().liveMs() + metric.retentionMs();
    }

    /** What the capture of a time changes in a metric, but for what has expired. */
    List<ExpiredChange> changesBeforeExpiry(long timeMs, String metricId) {
      Ledger ledger = new Ledger(spec.maxFutureMs());
      Map<String, LedgerEntry> entries = new HashMap<>();
      List<ExpiredChange> changes = new ArrayList<>();
      for (int i = 0; i <= timeMs - APPENDED_MS; i++) {
        if (appended.get(i) instanceof Capture capture) {
          LedgerStep step =
              ledger.step(entries.getOrDefault(capture.key(), LedgerEntry.EMPTY), capture);
          entries.put(capture.key(), step.after());
          if (i == timeMs - APPENDED_MS) {
            step.changes().forEach(change -> changes.addAll(parts(metricId, change)));
          }
        }
      }
      return changes;
    }

    private List<ExpiredChange> parts(String metricId, Change change) {
      List<ExpiredChange> parts = new ArrayList<>();
      for (Assignment assignment :
          spec.find(metricId).orElseThrow().metric().assign(change).stream().toList()) {
        for (Verdict part : List.of(Verdict.LIVE, Verdict.LATE)) {
          List<Window> windows =
              assignment.windows().stream()
                  .filter(w -> w.verdict() == part)
                  .map(Assignment.Judged::window)
                  .toList();
          if (!windows.isEmpty()) {
            parts.add(
                new ExpiredChange(
                    assignment.dimensions(),
                    windows,
                    assignment.measures(),
                    change.contribution().arrivedMs(),
                    part));
          }
        }
      }
      return parts;
    }
  }
}
