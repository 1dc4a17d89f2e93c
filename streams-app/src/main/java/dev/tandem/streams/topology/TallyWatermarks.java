package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * How far a tally task has heard from each partition of the captures log, from its store {@link
 * Names#TALLY_WATERMARKS}. Everything that arrived before the least watermark, and was not dated
 * back, is in the tallies of the same task. So for an exact answer read this first, then the tally;
 * and ask for the store of the tally's own partition, since every task has one with the same keys.
 */
public final class TallyWatermarks {
  /** The key under which a task keeps what it has called closed and deleted. */
  static final int OWN = -1;

  private final int partitions;
  private final SortedMap<Integer, LedgerWatermark> heard = new TreeMap<>();

  private TallyWatermarks(int partitions) {
    this.partitions = partitions;
  }

  /**
   * Reads a task's store.
   *
   * @param partitions of the captures log
   */
  public static TallyWatermarks of(ReadOnlyKeyValueStore<Integer, byte[]> store, int partitions) {
    List<LedgerWatermark> told = new ArrayList<>();
    try (KeyValueIterator<Integer, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> told.add(LedgerWatermarkFormat.read(entry.value)));
    }
    return of(told, partitions);
  }

  static TallyWatermarks of(List<LedgerWatermark> told, int partitions) {
    TallyWatermarks watermarks = new TallyWatermarks(partitions);
    told.stream().filter(w -> w.partition() != OWN).forEach(watermarks::hear);
    return watermarks;
  }

  void hear(LedgerWatermark watermark) {
    heard.put(watermark.partition(), watermark);
  }

  /**
   * A partition's arrival watermark, epoch milliseconds, or {@link ArrivalWatermark#UNDEFINED}
   * while it is undefined or was never told.
   */
  public long watermarkMs(int partition) {
    LedgerWatermark watermark = heard.get(partition);
    return watermark == null ? ArrivalWatermark.UNDEFINED : watermark.watermarkMs();
  }

  /** Like {@link #watermarkMs(int)}, by partition. */
  public SortedMap<Integer, Long> watermarksMs() {
    SortedMap<Integer, Long> byPartition = new TreeMap<>();
    for (int p = 0; p < partitions; p++) {
      byPartition.put(p, watermarkMs(p));
    }
    return byPartition;
  }

  /**
   * The least over all partitions, or {@link ArrivalWatermark#UNDEFINED}: a window is closed once
   * it has reached {@code lateness.live} after the window's end.
   */
  public long watermarkMs() {
    long leastMs = Long.MAX_VALUE;
    for (int p = 0; p < partitions; p++) {
      leastMs = Math.min(leastMs, watermarkMs(p));
    }
    return leastMs;
  }

  /**
   * Which windows of a metric the task has forgotten: those that end then or earlier; {@link
   * ArrivalWatermark#UNDEFINED} for none.
   */
  public long forgottenUpToMs(String metricId) {
    long leastMs = Long.MAX_VALUE;
    for (int p = 0; p < partitions; p++) {
      LedgerWatermark watermark = heard.get(p);
      leastMs =
          Math.min(
              leastMs,
              watermark == null ? ArrivalWatermark.UNDEFINED : watermark.goneUpToMs(metricId));
    }
    return leastMs;
  }
}
