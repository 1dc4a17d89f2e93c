package dev.tandem.localstack.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands in a topic now: committed records, from given offsets to the present ends. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties kafka;

  /**
   * @param kafka settings of a client
   */
  public TopicReader(Properties kafka) {
    this.kafka = kafka;
  }

  /** Whether there is such a topic. */
  public boolean exists(String topic) {
    try (Admin admin = Admin.create(kafka)) {
      return admin.listTopics().names().get().contains(topic);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The partitions of a topic. */
  public List<TopicPartition> partitions(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
      return consumer.partitionsFor(topic).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    }
  }

  /** Where partitions end now, with what is not committed yet. */
  public Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
      return consumer.endOffsets(partitions);
    }
  }

  /** All records of a topic, in order within a partition. */
  public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    partitions(topic).forEach(partition -> starts.put(partition, 0L));
    read(starts, ends(List.copyOf(starts.keySet())), each);
  }

  /**
   * The records of partitions from their starts, inclusive, to their ends, exclusive. Waits for
   * open transactions.
   */
  public void read(
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(IsolationLevel.READ_COMMITTED)) {
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      while (starts.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            each.accept(record);
          }
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
