package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arrival watermark of the task's partition, kept in a store so that a restart does not forget
 * it.
 */
final class PartitionWatermark {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionWatermark.class);

  private final KeyValueStore<String, byte[]> store;
  private final long slackMs;
  private ArrivalWatermark watermark;
  private boolean refused;

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

  /** Returns whether the mark was taken, rather than of one source too many. */
  boolean after(Mark mark, long appendedMs) {
    if (!watermark.takes(mark)) {
      if (!refused) {
        LOG.warn(
            "a partition's log has marks of more than {} sources; those of {} and others are not"
                + " taken, and no window waits for them",
            ArrivalWatermark.MOST_SOURCES,
            mark.source());
        refused = true;
      }
      return false;
    }
    watermark = watermark.after(mark, appendedMs, slackMs);
    store.put(mark.source(), WatermarkFormat.write(watermark.sources().get(mark.source())));
    return true;
  }

  /** The watermark of each source that is not retired. */
  Map<String, Long> sourcesMs() {
    return watermark.sourcesMs();
  }

  long timeMs() {
    return watermark.timeMs();
  }
}
