package dev.tandem.streams.app;

import dev.tandem.streams.topology.LogWidth;
import dev.tandem.wire.CollectorState;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker and the collectors report of the log's partitions. Asked only where a mark says
 * something else, and not for each of a flood of them. Thread-safe.
 */
final class ReportedWidth implements LogWidth {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedWidth.class);
  private static final long KEPT_MS = 10_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> config;
  private final Topics topics;
  private final int partitions;
  private Reported reported = new Reported(Set.of(), 0);

  /** Numbers of partitions, and when they were reported. */
  private record Reported(Set<Integer> widths, long atMs) {}

  /**
   * Of a log.
   *
   * @param partitions that it was started with
   */
  ReportedWidth(Map<String, String> kafka, Topics topics, int partitions) {
    this.config = new HashMap<>(kafka);
    this.topics = topics;
    this.partitions = partitions;
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }

  @Override
  public synchronized boolean hasChanged(int marked) {
    long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    if (reported.widths().isEmpty() || nowMs - reported.atMs() > KEPT_MS) {
      reported = new Reported(read(), nowMs);
    }
    return !reported.widths().contains(partitions) || reported.widths().contains(marked);
  }

  private Set<Integer> read() {
    Set<Integer> widths = new HashSet<>();
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      widths.add(consumer.partitionsFor(topics.captures()).size());
      readState(consumer, widths);
    }
    return widths;
  }

  /** Where it is not there, or not ours to read, no collector agrees with anything. */
  private void readState(Consumer<String, String> consumer, Set<Integer> widths) {
    try {
      List<PartitionInfo> state = consumer.partitionsFor(topics.collectorState());
      if (state != null && !state.isEmpty()) {
        read(consumer, new TopicPartition(topics.collectorState(), 0), widths);
      }
    } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
      LOG.warn("topic {} cannot be read: {}", topics.collectorState(), e.getMessage());
    }
  }

  private static void read(
      Consumer<String, String> consumer, TopicPartition state, Set<Integer> widths) {
    consumer.assign(List.of(state));
    consumer.seekToBeginning(List.of(state));
    long end = consumer.endOffsets(List.of(state)).get(state);
    while (consumer.position(state) < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
        if (record.key() != null && record.value() != null) {
          CollectorState.partitions(record.key(), record.value()).ifPresent(widths::add);
        }
      }
    }
  }
}
