package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.RunningTopology.await;

import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;

/** A captures log on the shared broker, and the topics that the live side writes from it. */
final class BrokerLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final Topics topics;
  private final int partitions;
  private final LiveFormats formats;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Future<?>> sent = new ArrayList<>();
  private final long[] appended;

  BrokerLog(Topics topics, int partitions) throws ExecutionException, InterruptedException {
    this.topics = topics;
    this.partitions = partitions;
    this.formats = TestFormats.of(topics);
    this.appended = new long[partitions];
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", "20"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    createTopics();
  }

  private void createTopics() throws ExecutionException, InterruptedException {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact");
    create(topics.captures(), partitions, Map.of("message.timestamp.type", "LogAppendTime"));
    create(topics.liveCounts(), partitions, compacted);
    create(topics.expired(), partitions, Map.of());
    create(topics.rejected(), 1, Map.of());
    create(topics.quality(), 1, compacted);
    create(topics.progress(), 1, compacted);
  }

  /**
   * Creates a topic, and waits until its partitions are led: a broker says that it exists a little
   * before it knows its partitions and leads them. A global store cannot be initialized in between,
   * and a producer that sends several batches loses the first ones (KAFKA-15591). Only the leader
   * answers for a partition's offsets.
   */
  void create(String topic, int topicPartitions, Map<String, String> config)
      throws ExecutionException, InterruptedException {
    NewTopic wanted = new NewTopic(topic, Optional.of(topicPartitions), Optional.empty());
    admin.createTopics(List.of(wanted.configs(config))).all().get();
    await(() -> isLed(topic, topicPartitions));
  }

  private boolean isLed(String topic, int topicPartitions) throws Exception {
    Map<TopicPartition, OffsetSpec> all =
        IntStream.range(0, topicPartitions)
            .mapToObj(p -> new TopicPartition(topic, p))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    try {
      admin.listOffsets(all).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }

  static String bootstrapServers() {
    return SharedServers.with(Server.BROKER).broker().bootstrapServers();
  }

  LiveFormats formats() {
    return formats;
  }

  int partitions() {
    return partitions;
  }

  /** Appends to the partition that the key belongs to. */
  void append(Record<byte[], byte[]> record) {
    append(LogRecords.partitionOf(record.key(), partitions), record);
  }

  void append(int partition, Record<byte[], byte[]> record) {
    sent.add(
        producer.send(
            new ProducerRecord<>(topics.captures(), partition, record.key(), record.value())));
    appended[partition]++;
  }

  /** The offset after the last record appended to a partition. */
  long nextOffset(int partition) {
    return appended[partition];
  }

  /** Waits until everything is there. */
  void flush() throws ExecutionException, InterruptedException {
    for (Future<?> record : sent) {
      record.get();
    }
    sent.clear();
  }

  /** The progress last reported, by partition. */
  Map<Integer, Progress> progress() {
    LiveAnswer answer = new LiveAnswer(formats, topics);
    read(List.of(topics.progress()), r -> answer.take(topics.progress(), r.key(), r.value()));
    return answer.progress();
  }

  /** How many records have been reported as taken. */
  long taken() {
    return progress().values().stream().mapToLong(Progress::nextOffset).sum();
  }

  /** What the topics say now. */
  LiveAnswer answer() {
    LiveAnswer answer = new LiveAnswer(formats, topics);
    read(
        List.of(
            topics.liveCounts(),
            topics.expired(),
            topics.rejected(),
            topics.quality(),
            topics.progress()),
        r -> answer.take(r.topic(), r.key(), r.value()));
    return answer;
  }

  /** Everything in topics that is committed. */
  void read(Collection<String> names, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    List<TopicPartition> assignment = assign(names);
    consumer.seekToBeginning(assignment);
    pollToTheEnd(assignment, reader);
  }

  /** Whether a group has committed everything that is in some topics. */
  boolean isDrained(String group, Collection<String> names) {
    List<TopicPartition> assignment = assign(names);
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      consumer.seekToBeginning(assignment);
      for (TopicPartition partition : assignment) {
        if (committed.containsKey(partition)) {
          consumer.seek(partition, committed.get(partition));
        }
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the offsets of group " + group + " cannot be read", e);
    }
    List<String> left = new ArrayList<>();
    pollToTheEnd(assignment, r -> left.add(r.topic()));
    return left.isEmpty();
  }

  private List<TopicPartition> assign(Collection<String> names) {
    List<TopicPartition> assignment =
        names.stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(assignment);
    return assignment;
  }

  private void pollToTheEnd(
      List<TopicPartition> assignment, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(assignment);
    while (assignment.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      consumer.poll(POLL).forEach(reader);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    admin.close();
  }
}
