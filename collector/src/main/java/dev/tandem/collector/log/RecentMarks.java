package dev.tandem.collector.log;

import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.WireException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which sources have written marks of late: a collector at work does so every second. One partition
 * tells, as a mark goes to each.
 */
public final class RecentMarks {
  /** So long without a mark, and a source is silent. */
  public static final Duration RECENT = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(200);

  private final LogSettings settings;
  private final LogFormat format;
  private final Clock clock;

  public RecentMarks(LogSettings settings, Schemas schemas, Clock clock) {
    this.settings = settings;
    this.format = new LogFormat(schemas, settings.topics().captures());
    this.clock = clock;
  }

  /**
   * When the broker appended the last mark of each source that has written one of late, but for
   * those that have been retired since.
   */
  public Map<String, Long> lastMs() {
    Map<String, Object> config = settings.clientProperties();
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    TopicPartition partition = new TopicPartition(settings.topics().captures(), 0);
    Map<String, Long> lastMs = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      OffsetAndTimestamp from =
          consumer
              .offsetsForTimes(Map.of(partition, clock.millis() - RECENT.toMillis()))
              .get(partition);
      consumer.seek(partition, from == null ? end : from.offset());
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(record -> take(record, lastMs));
      }
      return lastMs;
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "read topic " + partition.topic(), e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Map<String, Long> lastMs) {
    if (record.key() != null || record.value() == null) {
      return;
    }
    try {
      if (!(format.read(record.value()) instanceof Mark mark)) {
        return;
      }
      if (mark.kind() == Mark.Kind.SOURCE_RETIRED) {
        lastMs.remove(mark.source());
      } else {
        lastMs.put(mark.source(), record.timestamp());
      }
    } catch (WireException e) {
      // No mark; engines reject it.
      return;
    }
  }
}
