package dev.tandem.parity;

import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.ProgressFormat.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what the engines publish of their progress: how far each is in the log. Thread-safe. */
final class EngineWatch implements AutoCloseable {
  private final String topic;
  private final ProgressFormat format;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Map<Integer, Long>> nextOffsets = new HashMap<>();

  EngineWatch(Deployment deployment) {
    this.topic = deployment.topics().progress();
    this.format = new ProgressFormat(deployment.schemas(), topic);
    Properties settings = new Properties();
    settings.putAll(deployment.kafka());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** How many records of the log an engine has taken, over all partitions, as it last said. */
  synchronized long taken(String engine) {
    look();
    return nextOffsets.getOrDefault(engine, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Forgets what an engine has said until now, so that only what it says from now on counts. */
  synchronized void forget(String engine) {
    look();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      look();
    }
    nextOffsets.remove(engine);
  }

  private void look() {
    if (consumer.assignment().isEmpty()) {
      List<PartitionInfo> partitions = consumer.listTopics().getOrDefault(topic, List.of());
      consumer.assign(
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
    }
    if (!consumer.assignment().isEmpty()) {
      consumer.poll(Duration.ofMillis(1)).forEach(record -> take(format.read(record.value())));
    }
  }

  private void take(Progress progress) {
    // What is less than 0 is about no partition of the log.
    if (progress.partition() >= 0) {
      nextOffsets
          .computeIfAbsent(progress.engine(), engine -> new HashMap<>())
          .put(progress.partition(), progress.nextOffset());
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
