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
  private OptionalLong nextOffset;

  PartitionPosition(KeyValueStore<String, Long> store) {
    this.store = store;
    Long stored = store.get(KEY);
    this.nextOffset = stored == null ? OptionalLong.empty() : OptionalLong.of(stored);
  }

  void after(long offset) {
    nextOffset = OptionalLong.of(offset + 1);
  }

  /** Empty where no record was ever taken. */
  OptionalLong nextOffset() {
    return nextOffset;
  }

  /** Puts it into the store, before a commit. */
  void save() {
    nextOffset.ifPresent(offset -> store.put(KEY, offset));
  }
}
