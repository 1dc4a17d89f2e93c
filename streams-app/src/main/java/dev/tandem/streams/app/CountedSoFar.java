package dev.tandem.streams.app;

import dev.tandem.streams.topology.Names;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Which metrics an application id has counted, before anything of it is started: from the changelog
 * of the store in which each ledger task keeps what its partition is counted by. It is the state
 * itself that is asked, so the answer cannot differ from it, and state of every version is known.
 */
final class CountedSoFar {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Admin admin;
  private final Properties kafka;
  private final String topic;

  CountedSoFar(Admin admin, Properties kafka, String applicationId) {
    this.admin = admin;
    this.kafka = kafka;
    this.topic = applicationId + '-' + Names.METRICS + "-changelog";
  }

  /** Ids of metrics; empty where nothing has been counted. */
  Set<String> metricIds() throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    Set<String> counted = new TreeSet<>();
    if (!partitions.isEmpty()) {
      read(partitions).values().forEach(counted::addAll);
    }
    return counted;
  }

  private List<TopicPartition> partitions() throws InterruptedException {
    try {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .stream()
          .map(info -> new TopicPartition(topic, info.partition()))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of();
      }
      throw new UserError(
          "topic "
              + topic
              + " cannot be looked up: "
              + e.getCause().getMessage()
              + ". Check --bootstrap-servers and --kafka-config.");
    }
  }

  private Map<Integer, Set<String>> read(List<TopicPartition> partitions) {
    Properties config = new Properties();
    config.putAll(kafka);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", "false");
    Map<Integer, Set<String>> counted = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(POLL).forEach(record -> take(record, counted));
      }
    }
    return counted;
  }

  private static void take(
      ConsumerRecord<String, byte[]> record, Map<Integer, Set<String>> counted) {
    Set<String> ids = counted.computeIfAbsent(record.partition(), p -> new HashSet<>());
    if (record.value() == null) {
      ids.remove(record.key());
    } else {
      ids.add(record.key());
    }
  }
}
