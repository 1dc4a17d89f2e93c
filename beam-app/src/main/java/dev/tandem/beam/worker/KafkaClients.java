package dev.tandem.beam.worker;

import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's clients in a worker, with its own settings above those that the pipeline has. */
public final class KafkaClients {
  private KafkaClients() {}

  /** A consumer of bytes. */
  public static Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
    return new KafkaConsumer<>(
        WorkerSettings.kafkaClient(settings),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Makes KafkaIO's consumers. */
  public static final class Consumers
      implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Consumer<byte[], byte[]> apply(Map<String, Object> settings) {
      return consumer(settings);
    }
  }

  /** Makes KafkaIO's producers; it gives the serializers among the settings. */
  public static final class Producers
      implements SerializableFunction<Map<String, Object>, Producer<byte[], byte[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Producer<byte[], byte[]> apply(Map<String, Object> settings) {
      return new KafkaProducer<>(WorkerSettings.kafkaClient(settings));
    }
  }
}
