package dev.tandem.benchmarks.system;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** What a system has answered so far, as its readers see it. */
final class Answers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final AnswerReader reader;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Bytes, Answer> latest = new HashMap<>();

  Answers(CountingSystem system, Place place) {
    this.reader = system.reader(place.topics(), place.schemas());
    Properties settings = place.kafka();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = system.answersTopic(place.topics());
    List<TopicPartition> partitions =
        IntStream.range(0, place.partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every window that is not zero. */
  SortedMap<CountKey, Tally> tallies() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      take(record);
    }
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    latest.values().forEach(answer -> tallies.put(answer.key(), answer.tally()));
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Bytes key = Bytes.wrap(record.key());
    if (record.value() == null) {
      latest.remove(key);
      return;
    }
    reader
        .read(record.key(), record.value())
        .ifPresent(
            answer ->
                latest.merge(
                    key, answer, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
