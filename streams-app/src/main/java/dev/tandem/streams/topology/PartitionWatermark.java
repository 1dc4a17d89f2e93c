package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The arrival watermark of the task's partition, kept in a store so that a restart does not forget
 * it.
 */
final class PartitionWatermark {
  private final KeyValueStore<String, byte[]> store;
  private final long slackMs;
  private ArrivalWatermark watermark;

  PartitionWatermark(KeyValueStore<String, byte[]> store, long slackMs) {
    this.store = store;
    this.slackMs = slackMs;
    TreeMap<String, ArrivalWatermark.Source> sources = new TreeMap<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        sources.put(entry.key, WatermarkFormat.read(entry.value));
      }
    }
    this.watermark = new ArrivalWatermark(sources);
  }

  void after(Mark mark, long appendedMs) {
    watermark = watermark.after(mark, appendedMs, slackMs);
    store.put(mark.source(), WatermarkFormat.write(watermark.sources().get(mark.source())));
  }

  long timeMs() {
    return watermark.timeMs();
  }
}
