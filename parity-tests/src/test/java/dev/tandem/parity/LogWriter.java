package dev.tandem.parity;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the captures log as a collector of one source does, but in bulk. */
final class LogWriter implements AutoCloseable {
  /** The source of its marks. */
  static final String SOURCE = "main";

  private final String topic;
  private final LogFormat format;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Optional<Exception> failure = Optional.empty();
  private long markedMs;

  /** Creates the log. */
  LogWriter(Deployment deployment) throws ExecutionException, InterruptedException {
    this.topic = deployment.topics().captures();
    this.format = new LogFormat(deployment.schemas(), topic);
    try (Admin admin = Admin.create(deployment.kafka())) {
      NewTopic log =
          new NewTopic(topic, Optional.of(Deployment.PARTITIONS), Optional.empty())
              .configs(
                  Map.of(
                      TopicConfig.RETENTION_MS_CONFIG, "-1",
                      TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                      TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
      admin.createTopics(List.of(log)).all().get();
    }
    Properties settings = deployment.kafka();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void write(Capture capture) {
    send(new ProducerRecord<>(topic, format.key(capture), format.write(capture)));
  }

  /** Writes a mark to every partition. */
  void mark(Mark.Kind kind, long timeMs) {
    markedMs = timeMs;
    byte[] mark = format.write(new Mark(SOURCE, kind, timeMs, Deployment.PARTITIONS));
    for (int partition = 0; partition < Deployment.PARTITIONS; partition++) {
      send(new ProducerRecord<>(topic, partition, null, mark));
    }
  }

  /**
   * A heartbeat that is in the log: so little after the last mark that no window is over sooner
   * than the captures have it.
   */
  void beat() {
    mark(Mark.Kind.HEARTBEAT, markedMs + 1);
    flush();
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure = Optional.of(e);
              }
            });
  }

  /** Returns when all is in the log. */
  void flush() {
    producer.flush();
    failure.ifPresent(
        e -> {
          throw new IllegalStateException("the log cannot be written", e);
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}
