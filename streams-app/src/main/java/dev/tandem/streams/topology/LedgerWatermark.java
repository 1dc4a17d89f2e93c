package dev.tandem.streams.topology;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger task tells every tally task: all that it has sent before this is of captures that
 * arrived before the watermark, or were dated back.
 *
 * @param partition of the captures log
 * @param watermarkMs its arrival watermark, or {@link
 *     dev.tandem.counting.ArrivalWatermark#UNDEFINED}
 * @param goneUpToMs by metric id: it never again sends a change of a window that ends then or
 *     earlier
 */
record LedgerWatermark(int partition, long watermarkMs, Map<String, Long> goneUpToMs) {
  LedgerWatermark {
    goneUpToMs = Map.copyOf(new TreeMap<>(goneUpToMs));
  }
}
