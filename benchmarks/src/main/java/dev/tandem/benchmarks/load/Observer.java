package dev.tandem.benchmarks.load;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.system.Answer;
import dev.tandem.benchmarks.system.AnswerReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what a system answers, as soon as it is committed, in a thread of its own: from the
 * beginning of the topic, which may not be there yet.
 */
public final class Observer implements AutoCloseable {
  /** Takes answers. */
  public interface Sink {
    /**
     * Takes an answer.
     *
     * @param nowNs when it could be read
     */
    void answered(Answer answer, long nowNs);
  }

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long ASK_EVERY_MS = 100;

  private final Properties kafka;
  private final String topic;
  private final String metric;
  private final AnswerReader reader;
  private final Sink sink;
  private final Thread thread;
  private final AtomicReference<Optional<Exception>> failure =
      new AtomicReference<>(Optional.empty());
  private volatile boolean stopped;

  /**
   * Begins to read.
   *
   * @param topic of answers
   * @param metric the id of the one whose answers count
   */
  public Observer(Properties kafka, String topic, String metric, AnswerReader reader, Sink sink) {
    this.kafka = kafka;
    this.topic = topic;
    this.metric = metric;
    this.reader = reader;
    this.sink = sink;
    this.thread = new Thread(this::observe, "observer");
    thread.setDaemon(true);
    thread.start();
  }

  private void observe() {
    try {
      List<TopicPartition> partitions = awaitPartitions();
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!stopped) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            take(record);
          }
        }
      }
    } catch (RuntimeException | InterruptedException | ExecutionException e) {
      failure.set(Optional.of(e));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() != null && reader.isAbout(metric, record.key())) {
      long nowNs = System.nanoTime();
      reader.read(record.key(), record.value()).ifPresent(answer -> sink.answered(answer, nowNs));
    }
  }

  private List<TopicPartition> awaitPartitions() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka)) {
      while (!stopped && !admin.listTopics().names().get().contains(topic)) {
        Thread.sleep(ASK_EVERY_MS);
      }
      return stopped
          ? List.of()
          : admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Fails where it cannot read any more. */
  public void check() {
    failure
        .get()
        .ifPresent(
            e -> {
              throw new BenchmarkException("the answers in " + topic + " cannot be read: " + e, e);
            });
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
