package dev.tandem.parity;

import dev.tandem.domain.Capture;
import dev.tandem.wire.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** A captures log that is written in transactions: each ends with a marker, which is no record. */
final class TransactionalLog implements AutoCloseable {
  private final String topic;
  private final int partitions;
  private final LogFormat format;
  private final Producer<byte[], byte[]> producer;

  TransactionalLog(Properties kafka, String topic, int partitions, LogFormat format)
      throws InterruptedException, ExecutionException {
    this.topic = topic;
    this.partitions = partitions;
    this.format = format;
    try (Admin admin = Admin.create(kafka)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, Optional.of(partitions), Optional.empty())
                      .configs(Map.of("retention.ms", "-1"))))
          .all()
          .get();
    }
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put("transactional.id", topic);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /** The partition that a capture belongs to. */
  int partition(Capture capture) {
    return Utils.toPositive(Utils.murmur2(format.key(capture))) % partitions;
  }

  /** Writes captures in one transaction. */
  void commit(List<Capture> captures) {
    producer.beginTransaction();
    captures.forEach(this::send);
    producer.commitTransaction();
  }

  /** Writes captures in one transaction that is taken back. */
  void abort(List<Capture> captures) {
    producer.beginTransaction();
    captures.forEach(this::send);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(Capture capture) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic, partition(capture), format.key(capture), format.write(capture)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
