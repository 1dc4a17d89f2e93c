package dev.tandem.parity.laws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.domain.Capture;
import dev.tandem.spec.MetricSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;

/**
 * How a batch's logs reach a stream: in steps, between which watermarks move. They are those at
 * which the batch's windows close, are forgotten and might be dropped, and a millisecond beside;
 * they move in each partition by themselves, and the stream's is their minimum.
 *
 * @param steps in their order
 */
record Delivery(List<Step> steps) {
  private static final int PARTITIONS = 3;
  private static final int STEPS = 12;
  private static final long DAY_MS = 86_400_000;

  /**
   * What comes at once.
   *
   * @param watermarkMs the least of the partitions', epoch milliseconds or {@link
   *     ArrivalWatermark#UNDEFINED}; before the captures
   */
  record Step(long watermarkMs, List<Delivered> captures) {}

  /**
   * A capture in its log.
   *
   * @param offset another for each capture of the batch
   * @param watermarkMs the highest its partition had reached before it
   */
  record Delivered(int log, Capture capture, int partition, long offset, long watermarkMs) {}

  static Delivery of(Batch batch) {
    Random random = new Random(batch.seed());
    long[] timeline = timeline(batch, random);
    int[] reached = new int[PARTITIONS];
    List<Step> steps = new ArrayList<>();
    long offset = 0;
    for (int step = 0; step < STEPS; step++) {
      List<Delivered> delivered = new ArrayList<>();
      for (int log = 0; log < batch.logs().size(); log++) {
        for (Capture capture : batch.logs().get(log)) {
          if (stepOf(batch, log, capture) == step) {
            int partition = partitionOf(capture);
            delivered.add(
                new Delivered(log, capture, partition, offset++, timeline[reached[partition]]));
          }
        }
      }
      steps.add(new Step(timeline[Arrays.stream(reached).min().orElseThrow()], delivered));
      for (int p = 0; p < PARTITIONS; p++) {
        reached[p] = Math.min(timeline.length - 1, reached[p] + random.nextInt(3));
      }
    }
    return new Delivery(steps);
  }

  /** The log that holds a position. */
  int logAt(long offset) {
    return steps.stream()
        .flatMap(step -> step.captures().stream())
        .filter(delivered -> delivered.offset() == offset)
        .findFirst()
        .orElseThrow()
        .log();
  }

  /** By what it is, so that it stays where it was when others are left out. */
  private static int stepOf(Batch batch, int log, Capture capture) {
    long what =
        capture.digest().toString().hashCode()
            + 31L * (capture.ordinal() + 31L * capture.position())
            + capture.arrivedMs();
    return new Random(batch.seed() ^ (what * 0x9E3779B97F4A7C15L) ^ log).nextInt(STEPS);
  }

  private static int partitionOf(Capture capture) {
    return Utils.toPositive(Utils.murmur2(capture.key().getBytes(UTF_8))) % PARTITIONS;
  }

  /** Undefined first, then some of the edges, rising. */
  private static long[] timeline(Batch batch, Random random) {
    List<Long> edges = new ArrayList<>(edgesMs(batch));
    SortedSet<Long> chosen = new TreeSet<>();
    for (int i = 0; i < STEPS && !edges.isEmpty(); i++) {
      chosen.add(edges.get(random.nextInt(edges.size())) + random.nextInt(3) - 1);
    }
    long[] timeline = new long[chosen.size() + 1];
    timeline[0] = ArrivalWatermark.UNDEFINED;
    int i = 1;
    for (long ms : chosen) {
      timeline[i++] = ms;
    }
    return timeline;
  }

  private static SortedSet<Long> edgesMs(Batch batch) {
    SortedSet<Long> edges = new TreeSet<>();
    Ledger ledger = new Ledger(batch.spec().maxFutureMs());
    for (List<Capture> log : batch.logs()) {
      for (Capture capture : log) {
        edges.add(capture.arrivedMs());
        for (Change change : ledger.step(LedgerEntry.EMPTY, capture).changes()) {
          for (MetricSpec metric : batch.spec().metrics()) {
            metric
                .metric()
                .assign(change)
                .ifPresent(assignment -> addEdges(edges, metric, assignment));
          }
        }
      }
    }
    return edges;
  }

  private static void addEdges(SortedSet<Long> edges, MetricSpec metric, Assignment assignment) {
    Lateness lateness = metric.metric().lateness();
    for (Assignment.Judged judged : assignment.windows()) {
      long endMs = judged.window().endMs();
      edges.add(endMs);
      edges.add(lateness.liveUntilMs(endMs));
      if (lateness.historyMs() != Lateness.UNBOUNDED) {
        edges.add(lateness.historyUntilMs(endMs));
        edges.add(lateness.historyUntilMs(endMs) + DAY_MS);
      }
    }
  }
}
