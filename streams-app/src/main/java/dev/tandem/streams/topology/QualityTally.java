package dev.tandem.streams.topology;

import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How many captures of the task's partition are of which quality. The store is the truth, the topic
 * a picture of it that is drawn now and then: what is dirty is lost with the task and everything is
 * drawn again when the task comes back.
 */
final class QualityTally {
  private final KeyValueStore<String, Long> store;
  private final Map<Quality, Long> counts = new HashMap<>();
  private final Set<Quality> dirty = new HashSet<>();
  private final Set<Quality> unsaved = new HashSet<>();

  QualityTally(KeyValueStore<String, Long> store) {
    this.store = store;
    try (KeyValueIterator<String, Long> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> entry = all.next();
        counts.put(quality(entry.key), entry.value);
      }
    }
    dirty.addAll(counts.keySet());
  }

  void add(Map<Quality, Integer> changes) {
    changes.forEach(
        (quality, change) -> {
          counts.merge(quality, (long) change, Long::sum);
          dirty.add(quality);
          unsaved.add(quality);
        });
  }

  /** Puts what has changed into the store, before a commit. */
  void save() {
    unsaved.forEach(quality -> store.put(key(quality), counts.get(quality)));
    unsaved.clear();
  }

  /** What has changed since the last call, with its count. */
  Map<Quality, Long> takeDirty() {
    Map<Quality, Long> taken = new HashMap<>();
    dirty.forEach(quality -> taken.put(quality, counts.get(quality)));
    dirty.clear();
    return taken;
  }

  private static String key(Quality quality) {
    return quality.qualityClass().text() + '/' + quality.reason();
  }

  private static Quality quality(String key) {
    int slash = key.indexOf('/');
    return new Quality(QualityClass.named(key.substring(0, slash)), key.substring(slash + 1));
  }
}
