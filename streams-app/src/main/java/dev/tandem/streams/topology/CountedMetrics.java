package dev.tandem.streams.topology;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The metrics that the task's partition is counted by, each with the offset it is counted from. A
 * metric that came later would be told what changes of documents it had never been told of, down to
 * negative counts: it is refused. One that is gone is forgotten, so that it cannot come back.
 */
final class CountedMetrics {
  private final KeyValueStore<String, Long> store;
  private final List<String> ids;
  private boolean recorded;

  /**
   * Checks the metrics.
   *
   * @param ids of the metrics of the spec
   * @throws IllegalStateException where the partition was counted without one of them
   */
  CountedMetrics(KeyValueStore<String, Long> store, List<String> ids) {
    this.store = store;
    this.ids = ids;
    SortedSet<String> counted = new TreeSet<>();
    try (KeyValueIterator<String, Long> all = store.all()) {
      all.forEachRemaining(entry -> counted.add(entry.key));
    }
    recorded = !counted.isEmpty();
    SortedSet<String> added = new TreeSet<>(ids);
    added.removeAll(counted);
    if (recorded && !added.isEmpty()) {
      throw new IllegalStateException(
          "the spec has metrics that were not counted from the beginning: "
              + added
              + "; so far there were "
              + counted
              + ". Run it under another application id, which counts the whole log again, or give"
              + " back the spec as it was.");
    }
    counted.removeAll(ids);
    counted.forEach(store::delete);
  }

  /** Takes note of the metrics when the first record is taken. */
  void countFrom(long offset) {
    if (!recorded) {
      ids.forEach(id -> store.put(id, offset));
      recorded = true;
    }
  }
}
