package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.spec.MetricSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the ledger task has last told the tally tasks, kept in a store, and when to tell them more.
 *
 * <p>A window is gone for the ledger exactly when the tallies were told so, and never comes back:
 * not when a source takes another snapshot and the watermark is undefined again, not when a longer
 * retention is configured. So no change of a window that a tally has forgotten is ever sent, and a
 * replay of the log decides the same.
 *
 * <p>Each telling is one record for each partition. The watermark moves with every heartbeat, one a
 * second, so it is told in steps of as many seconds as there are partitions, at least ten: then the
 * tellings are no more records than the heartbeats themselves, in a replay of years too.
 */
final class ToldWatermark {
  private static final long LEAST_STEP_MS = 10_000;
  private static final long STEP_PER_PARTITION_MS = 1_000;

  private final KeyValueStore<Integer, byte[]> store;
  private final List<MetricSpec> metrics;
  private final long stepMs;
  private LedgerWatermark told;

  /**
   * Finds what was told before.
   *
   * @param partition the task's
   */
  ToldWatermark(KeyValueStore<Integer, byte[]> store, int partition, LiveSettings settings) {
    this.store = store;
    this.metrics = settings.spec().metrics();
    this.stepMs = stepMs(settings.partitions());
    byte[] stored = store.get(partition);
    this.told =
        stored == null ? LedgerWatermark.untold(partition) : LedgerWatermarkFormat.read(stored);
  }

  static long stepMs(int partitions) {
    return Math.max(LEAST_STEP_MS, partitions * STEP_PER_PARTITION_MS);
  }

  /**
   * What is to be told now that the watermark is here, if anything; from then on it counts as told.
   */
  Optional<LedgerWatermark> tell(long watermarkMs) {
    if (Math.floorDiv(watermarkMs, stepMs) == Math.floorDiv(told.watermarkMs(), stepMs)) {
      return Optional.empty();
    }
    Map<String, Long> goneUpToMs = new TreeMap<>();
    for (MetricSpec spec : metrics) {
      String id = spec.metric().id();
      long upToMs = Math.max(told.goneUpToMs(id), spec.goneUpToMs(watermarkMs));
      if (upToMs != ArrivalWatermark.UNDEFINED) {
        goneUpToMs.put(id, upToMs);
      }
    }
    told = new LedgerWatermark(told.partition(), watermarkMs, goneUpToMs);
    store.put(told.partition(), LedgerWatermarkFormat.write(told));
    return Optional.of(told);
  }

  LedgerWatermark told() {
    return told;
  }
}
