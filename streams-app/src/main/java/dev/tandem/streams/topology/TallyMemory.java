package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.domain.Times;
import dev.tandem.spec.MetricSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which windows a tally task has called closed and which it has forgotten, kept in a store
 * (contract, section 6).
 *
 * <p>What was called closed stays so here, though the watermark can be undefined again while a
 * source takes another snapshot: a change after that is a revision. A window is forgotten once
 * every ledger task has told that it is gone, so nothing that a ledger task sends afterwards can
 * meet it. Windows of a metric follow each other in the tallies store, so those to forget are one
 * range of it, from where forgetting last stopped. It is done in small portions: a long pause would
 * cost the task its transaction.
 */
final class TallyMemory {
  private final KeyValueStore<Integer, byte[]> store;
  private final KeyValueStore<Bytes, byte[]> tallies;
  private final TallyCells cells;
  private final Map<String, Metric> metrics = new HashMap<>();
  private final TallyWatermarks heard;
  private final Map<Integer, LedgerWatermark> unpublished = new HashMap<>();
  private final Map<String, Long> forgottenUpToMs = new HashMap<>();
  private final Deque<String> strangers;

  /** What was called closed, and up to where tallies have been deleted. */
  private LedgerWatermark own;

  private long closedMs;

  TallyMemory(
      KeyValueStore<Integer, byte[]> store,
      KeyValueStore<Bytes, byte[]> tallies,
      TallyCells cells,
      LiveSettings settings) {
    this.store = store;
    this.tallies = tallies;
    this.cells = cells;
    for (MetricSpec spec : settings.spec().metrics()) {
      metrics.put(spec.metric().id(), spec.metric());
    }
    byte[] stored = store.get(TallyWatermarks.OWN);
    this.own =
        stored == null
            ? LedgerWatermark.untold(TallyWatermarks.OWN)
            : LedgerWatermarkFormat.read(stored);
    this.heard = TallyWatermarks.of(store, settings.partitions());
    this.closedMs = Math.max(own.watermarkMs(), heard.watermarkMs());
    this.strangers = strangers();
    learn();
  }

  /** A metric of the spec, by its id. */
  Optional<Metric> metric(String id) {
    return Optional.ofNullable(metrics.get(id));
  }

  /**
   * A ledger task has told its watermark. Windows are closed from now on; who reads the stores sees
   * that, and windows are forgotten, with the next {@link #publish}.
   */
  void hear(LedgerWatermark watermark) {
    unpublished.put(watermark.partition(), watermark);
    heard.hear(watermark);
    closedMs = Math.max(closedMs, heard.watermarkMs());
  }

  /**
   * Puts the watermarks heard into the store. All tallies that changed before are in theirs: who
   * reads the watermarks first and a tally then finds in it at least what they promise.
   */
  void publish() {
    for (LedgerWatermark watermark : unpublished.values()) {
      store.put(watermark.partition(), LedgerWatermarkFormat.write(watermark));
    }
    if (!unpublished.isEmpty()) {
      unpublished.clear();
      learn();
    }
  }

  private void learn() {
    if (closedMs > own.watermarkMs()) {
      remember(own.goneUpToMs());
    }
    metrics.keySet().forEach(id -> forgottenUpToMs.put(id, heard.forgottenUpToMs(id)));
  }

  private void remember(Map<String, Long> deletedUpToMs) {
    own = new LedgerWatermark(TallyWatermarks.OWN, closedMs, deletedUpToMs);
    store.put(TallyWatermarks.OWN, LedgerWatermarkFormat.write(own));
  }

  /** Whether a window was ever called closed for live. */
  boolean wasClosed(Metric metric, Window window) {
    return closedMs >= metric.lateness().liveUntilMs(window.endMs());
  }

  /** Whether a window is forgotten, even where its tallies are still to be deleted. */
  boolean isForgotten(String metricId, Window window) {
    return window.endMs() <= forgottenUpToMs.get(metricId);
  }

  /**
   * Deletes tallies of windows that are forgotten, and of metrics that the spec no longer has.
   *
   * @param atMost so many
   * @return how many were deleted
   */
  int forget(int atMost) {
    int deleted = 0;
    for (Map.Entry<String, Metric> entry : metrics.entrySet()) {
      deleted += forget(entry.getKey(), entry.getValue(), atMost - deleted);
    }
    while (!strangers.isEmpty() && deleted < atMost) {
      int portion = atMost - deleted;
      String id = strangers.peek();
      int found = delete(TallyKeys.first(id), TallyKeys.last(id), Long.MAX_VALUE, portion);
      deleted += found;
      if (found < portion) {
        strangers.remove();
      }
    }
    return deleted;
  }

  private int forget(String id, Metric metric, int atMost) {
    long upToMs = Math.min(forgottenUpToMs.get(id), Times.END_MS);
    long fromMs = own.goneUpToMs(id);
    if (upToMs <= fromMs || upToMs < Times.FIRST_MS || atMost == 0) {
      return 0;
    }
    Bytes first =
        fromMs == ArrivalWatermark.UNDEFINED
            ? TallyKeys.first(id)
            : TallyKeys.first(id, firstAfter(metric, fromMs));
    Bytes last = TallyKeys.first(id, firstAfter(metric, upToMs));
    int deleted = delete(first, last, upToMs, atMost);
    if (deleted < atMost) {
      Map<String, Long> deletedUpToMs = new HashMap<>(own.goneUpToMs());
      deletedUpToMs.put(id, upToMs);
      remember(deletedUpToMs);
    }
    return deleted;
  }

  /** The first of the windows that end after an instant. */
  private static Window firstAfter(Metric metric, long timeMs) {
    return metric.window().windowsOf(timeMs).get(0);
  }

  private int delete(Bytes first, Bytes last, long endingUpToMs, int atMost) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = tallies.range(first, last)) {
      while (range.hasNext() && keys.size() < atMost) {
        KeyValue<Bytes, byte[]> entry = range.next();
        if (TallyKeys.window(entry.key).endMs() <= endingUpToMs) {
          keys.add(entry.key);
        }
      }
    }
    for (Bytes key : keys) {
      tallies.delete(key);
      cells.forget(key);
    }
    return keys.size();
  }

  /** Metrics that have tallies and are not in the spec. */
  private Deque<String> strangers() {
    Deque<String> found = new ArrayDeque<>();
    Optional<String> metric = metricFrom(TallyKeys.first(""));
    while (metric.isPresent()) {
      if (!metrics.containsKey(metric.get())) {
        found.add(metric.get());
      }
      metric = metricFrom(TallyKeys.last(metric.get()));
    }
    return found;
  }

  private Optional<String> metricFrom(Bytes key) {
    try (KeyValueIterator<Bytes, byte[]> range = tallies.range(key, null)) {
      return range.hasNext()
          ? Optional.of(TallyKeys.metric(range.next().key.get()))
          : Optional.empty();
    }
  }
}
