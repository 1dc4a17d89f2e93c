package dev.tandem.streams.topology;

import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The offset after the last record taken from the task's partition, kept in a store: a task that
 * comes back says how far it is before anything new arrives, which may be never.
 */
final class PartitionPosition {
  private static final String KEY = "next-offset";

  private final KeyValueStore<String, Long> store;

  PartitionPosition(KeyValueStore<String, Long> store) {
    this.store = store;
  }

  void after(long offset) {
    store.put(KEY, offset + 1);
  }

  /** Empty where no record was ever taken. */
  OptionalLong nextOffset() {
    Long nextOffset = store.get(KEY);
    return nextOffset == null ? OptionalLong.empty() : OptionalLong.of(nextOffset);
  }
}
