package dev.tandem.collector.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The compacted topic {@code collector-state}: JSON by source name. */
public final class SourceStates {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration POLL = Duration.ofMillis(200);

  private final LogSettings settings;
  private final TopicPartition partition;

  public SourceStates(LogSettings settings) {
    this.settings = settings;
    this.partition = new TopicPartition(settings.topics().collectorState(), 0);
  }

  /** What the source's last collector wrote. */
  public Optional<SourceState> find(String source) {
    Map<String, Object> properties = settings.clientProperties();
    // Reads all of it, by itself.
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    Optional<SourceState> found = Optional.empty();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          if (source.equals(record.key())) {
            found = Optional.ofNullable(record.value()).map(this::parse);
          }
        }
      }
      return found;
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "read topic " + partition.topic(), e);
    }
  }

  /** Writes it and waits until the broker has it. */
  public void put(String source, SourceState state) {
    Map<String, Object> properties = new HashMap<>(settings.clientProperties());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      KafkaFailures.await(
          settings,
          "write topic " + partition.topic(),
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), source, format(state))));
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "write topic " + partition.topic(), e);
    }
  }

  private SourceState parse(String json) {
    try {
      return JSON.readValue(json, SourceState.class);
    } catch (JsonProcessingException e) {
      throw new LogException(
          "topic "
              + partition.topic()
              + " holds no state of a collector that this version knows: "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static String format(SourceState state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a state of texts and numbers can be written as JSON", e);
    }
  }
}
