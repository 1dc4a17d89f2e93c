package dev.tandem.streams.why;

import dev.tandem.domain.Capture;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.wire.LogFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads captures of the log again, by their offsets. Thread-safe: each reading has a consumer of
 * its own, of which there are few, and an end in time and in size.
 */
public final class LogReader implements AutoCloseable {
  private static final int MOST_CONSUMERS = 4;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_MS = 5_000;
  private static final long MOST_BYTES = 8 << 20;

  /** What lies so many records further on comes sooner by reading on than by a new request. */
  private static final long NEAR_RECORDS = 500;

  private final Map<String, Object> config = new HashMap<>();
  private final LogFormat format;
  private final String topic;
  private final LongSupplier clockMs;
  private final Semaphore places = new Semaphore(MOST_CONSUMERS, true);
  private final Deque<KafkaConsumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

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
    config.putAll(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // One capture here, one there: what lies between need not travel.
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    // A consumer asks ahead, and at the end of the log that request would hold up the next one.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE_MS);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE_MS);
  }

  /**
   * The captures at some offsets of a partition, without those that the log no longer holds, and
   * without the last ones where all together are too large.
   *
   * @param offsets ascending
   * @throws NotReady where the log does not answer in time
   */
  List<Located> read(int partition, List<Long> offsets) {
    long untilMs = clockMs.getAsLong() + PATIENCE_MS;
    try {
      if (!places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw new NotReady("as many as the captures log is read for at a time are waiting already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReady("this instance is stopping", e);
    }
    KafkaConsumer<byte[], byte[]> consumer = null;
    boolean sound = false;
    try {
      consumer = consumer();
      List<ConsumerRecord<byte[], byte[]>> records =
          records(consumer, new TopicPartition(topic, partition), offsets, untilMs);
      sound = true;
      return records.stream().map(this::located).toList();
    } catch (KafkaException e) {
      throw new NotReady("the captures log cannot be read: " + e.getMessage(), e);
    } finally {
      if (sound) {
        idle.push(consumer);
      } else if (consumer != null) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
      places.release();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> kept = idle.poll();
    return kept != null
        ? kept
        : new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<ConsumerRecord<byte[], byte[]>> records(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition from,
      List<Long> offsets,
      long untilMs) {
    consumer.assign(List.of(from));
    long firstKept = consumer.beginningOffsets(List.of(from)).get(from);
    Deque<Long> wanted = new ArrayDeque<>(offsets);
    dropBefore(firstKept, wanted);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    long bytes = 0;
    if (!wanted.isEmpty()) {
      consumer.seek(from, wanted.peek());
    }
    while (!wanted.isEmpty() && bytes < MOST_BYTES) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        dropBefore(record.offset(), wanted);
        if (!wanted.isEmpty() && wanted.peek() == record.offset()) {
          found.add(record);
          bytes += record.serializedValueSize();
          wanted.poll();
        }
      }
      long position = consumer.position(from);
      dropBefore(position, wanted);
      if (!wanted.isEmpty() && wanted.peek() - position > NEAR_RECORDS) {
        consumer.seek(from, wanted.peek());
      }
      if (!wanted.isEmpty() && clockMs.getAsLong() > untilMs) {
        throw new NotReady("the captures log answers too slowly");
      }
    }
    return found;
  }

  private static void dropBefore(long offset, Deque<Long> wanted) {
    while (!wanted.isEmpty() && wanted.peek() < offset) {
      wanted.poll();
    }
  }

  private Located located(ConsumerRecord<byte[], byte[]> record) {
    return new Located(record.offset(), record.timestamp(), (Capture) format.read(record.value()));
  }

  @Override
  public void close() {
    // A reading that goes on closes its own: it finds the permits gone and this empty.
    places.drainPermits();
    for (KafkaConsumer<byte[], byte[]> consumer = idle.poll();
        consumer != null;
        consumer = idle.poll()) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }
}
