package dev.tandem.parity;

import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the captures log as it grows, to tell how far its one source is. One thread's. */
final class LogWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long NONE = Long.MIN_VALUE;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LogFormat format;
  private final Mark.Kind[] snapshot;
  private final long[] heartbeatMs;
  private final Set<String> versions = new HashSet<>();
  private long captures;
  private long streamed;

  /**
   * Begins at the log's start.
   *
   * @param partitions of the log, which must be there
   */
  LogWatch(Properties kafka, Topics topics, Schemas schemas, int partitions) {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartition(topics.captures(), p))
            .toList());
    this.format = new LogFormat(schemas, topics.captures());
    this.snapshot = new Mark.Kind[partitions];
    this.heartbeatMs = new long[partitions];
    Arrays.fill(heartbeatMs, NONE);
  }

  /** Takes in what has come since. */
  LogWatch look() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      LogEntry entry = format.read(record.value());
      if (entry instanceof Capture capture) {
        captures++;
        streamed += capture.position() > 0 ? 1 : 0;
        versions.add(version(capture.row().key().text(), capture.digest().toString()));
      } else if (entry instanceof Mark mark) {
        take(mark, record.partition());
      }
    }
    return this;
  }

  /** Takes in all that is there now. */
  void lookToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      look();
    }
  }

  private void take(Mark mark, int partition) {
    if (mark.kind() == Mark.Kind.HEARTBEAT) {
      heartbeatMs[partition] = mark.timeMs();
    } else {
      snapshot[partition] = mark.kind();
    }
  }

  /** All captures. */
  long captures() {
    return captures;
  }

  /** Those from the change stream. */
  long streamed() {
    return streamed;
  }

  /** Whether this version of a row gave a capture. */
  boolean has(String key, String digest) {
    return versions.contains(version(key, digest));
  }

  private static String version(String key, String digest) {
    return key + '@' + digest;
  }

  /** Whether a snapshot has begun in every partition and has ended in none. */
  boolean isInSnapshot() {
    return Arrays.stream(snapshot).allMatch(kind -> kind == Mark.Kind.SNAPSHOT_STARTED);
  }

  /** Whether a snapshot has ended in some partition. */
  boolean isSnapshotFinishing() {
    return Arrays.stream(snapshot).anyMatch(kind -> kind == Mark.Kind.SNAPSHOT_FINISHED);
  }

  /** Whether the snapshot is over and all that was committed before a time is in the log. */
  boolean isDelivered(long timeMs) {
    return Arrays.stream(snapshot).allMatch(kind -> kind == Mark.Kind.SNAPSHOT_FINISHED)
        && Arrays.stream(heartbeatMs).allMatch(heartbeat -> heartbeat >= timeMs);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
