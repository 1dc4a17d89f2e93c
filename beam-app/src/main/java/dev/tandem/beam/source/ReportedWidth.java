package dev.tandem.beam.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.beam.worker.KafkaClients;
import dev.tandem.wire.CollectorState;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log has, or ever had, another number of partitions than it was started with, as the
 * broker and the collectors report. A mark that says so is forged where nothing else does
 * (contract, section 1). Asked only where a mark says something else, and not for each of a flood
 * of them.
 */
final class ReportedWidth {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedWidth.class);
  private static final long KEPT_MS = 10_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final LogSource source;
  private Reported reported = new Reported(Set.of(), 0);

  /** Numbers of partitions, and when they were reported. */
  private record Reported(Set<Integer> widths, long atMs) {}

  ReportedWidth(LogSource source) {
    this.source = source;
  }

  boolean hasChanged(int marked) {
    long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    if (reported.widths().isEmpty() || nowMs - reported.atMs() > KEPT_MS) {
      reported = new Reported(read(), nowMs);
    }
    return !reported.widths().contains(source.partitions()) || reported.widths().contains(marked);
  }

  private Set<Integer> read() {
    Topics topics = source.registry().topics();
    Set<Integer> widths = new HashSet<>();
    try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(source.consumerConfig())) {
      widths.add(consumer.partitionsFor(topics.captures()).size());
      readState(consumer, topics.collectorState(), widths);
    }
    return widths;
  }

  /** Where it is not there, or not ours to read, no collector agrees with anything. */
  private static void readState(
      Consumer<byte[], byte[]> consumer, String topic, Set<Integer> widths) {
    try {
      List<PartitionInfo> state = consumer.partitionsFor(topic);
      if (state != null && !state.isEmpty()) {
        read(consumer, new TopicPartition(topic, 0), widths);
      }
    } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
      LOG.warn("topic {} cannot be read: {}", topic, e.getMessage());
    }
  }

  private static void read(
      Consumer<byte[], byte[]> consumer, TopicPartition state, Set<Integer> widths) {
    consumer.assign(List.of(state));
    consumer.seekToBeginning(List.of(state));
    long end = consumer.endOffsets(List.of(state)).get(state);
    while (consumer.position(state) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.key() != null && record.value() != null) {
          CollectorState.partitions(
                  new String(record.key(), UTF_8), new String(record.value(), UTF_8))
              .ifPresent(widths::add);
        }
      }
    }
  }
}
