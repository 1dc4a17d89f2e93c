package dev.tandem.benchmarks.capture;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends records to a captures log as a collector does: idempotent, acknowledged by all. */
public final class LogAppender implements AutoCloseable {
  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Optional<Exception>> failure =
      new AtomicReference<>(Optional.empty());

  /**
   * @param partitions of the log
   */
  public LogAppender(Properties kafka, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.LINGER_MS_CONFIG, "1"));
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Appends a capture, or a mark to every partition. */
  public void append(LogRecord each) {
    if (each.isMark()) {
      for (int partition = 0; partition < partitions; partition++) {
        send(new ProducerRecord<>(topic, partition, null, each.value()));
      }
    } else {
      send(new ProducerRecord<>(topic, each.key(), each.value()));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure.set(Optional.of(e));
              }
            });
  }

  /** Returns when all is in the log. */
  public void flush() {
    producer.flush();
    failure
        .get()
        .ifPresent(
            e -> {
              throw new BenchmarkException("the log cannot be written: " + e, e);
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
