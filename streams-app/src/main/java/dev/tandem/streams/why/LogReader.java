package dev.tandem.streams.why;

import dev.tandem.domain.Capture;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.wire.LogFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads captures of the log again, by their offsets. Thread-safe, one reading at a time. */
public final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_MS = 10_000;

  private final LogFormat format;
  private final String topic;
  private final LongSupplier clockMs;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** A capture and where it lies. */
  record Located(long offset, long appendedMs, Capture capture) {}

  /**
   * @param kafka properties of the Kafka clients
   * @param topic the captures log
   * @param clockMs only goes forward
   */
  public LogReader(
      Map<String, String> kafka, LogFormat format, String topic, LongSupplier clockMs) {
    this.format = format;
    this.topic = topic;
    this.clockMs = clockMs;
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // One capture here, one there: what lies between need not travel.
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The captures at some offsets of a partition, without those that the log no longer holds.
   *
   * @param offsets ascending
   */
  synchronized List<Located> read(int partition, List<Long> offsets) {
    TopicPartition from = new TopicPartition(topic, partition);
    long untilMs = clockMs.getAsLong() + PATIENCE_MS;
    List<Located> found = new ArrayList<>();
    try {
      consumer.assign(List.of(from));
      long firstKept = consumer.beginningOffsets(List.of(from)).get(from);
      for (long offset : offsets) {
        if (offset >= firstKept) {
          record(from, offset, untilMs).map(this::located).ifPresent(found::add);
        }
      }
    } catch (KafkaException e) {
      throw new NotReady("the captures log cannot be read: " + e.getMessage(), e);
    }
    return found;
  }

  private Located located(ConsumerRecord<byte[], byte[]> record) {
    return new Located(record.offset(), record.timestamp(), (Capture) format.read(record.value()));
  }

  private Optional<ConsumerRecord<byte[], byte[]>> record(
      TopicPartition from, long offset, long untilMs) {
    consumer.seek(from, offset);
    while (consumer.position(from) <= offset) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() == offset) {
          return Optional.of(record);
        }
      }
      if (clockMs.getAsLong() > untilMs) {
        throw new NotReady("the captures log answers too slowly");
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
