package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import java.util.Map;

/**
 * What a ledger task tells every tally task: all that arrived in its partition before the
 * watermark, and was not dated back, it has sent before.
 *
 * @param partition of the captures log
 * @param watermarkMs its arrival watermark, or {@link ArrivalWatermark#UNDEFINED}
 * @param goneUpToMs by metric id: it never again sends a change of a window that ends then or
 *     earlier
 */
record LedgerWatermark(int partition, long watermarkMs, Map<String, Long> goneUpToMs) {
  LedgerWatermark {
    goneUpToMs = Map.copyOf(goneUpToMs);
  }

  /** Of a partition that has told nothing yet. */
  static LedgerWatermark untold(int partition) {
    return new LedgerWatermark(partition, ArrivalWatermark.UNDEFINED, Map.of());
  }

  /** {@link ArrivalWatermark#UNDEFINED} where no window of the metric is gone. */
  long goneUpToMs(String metricId) {
    return goneUpToMs.getOrDefault(metricId, ArrivalWatermark.UNDEFINED);
  }
}
