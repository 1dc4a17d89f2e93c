package dev.tandem.collector.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics a collector writes, and checks those that are there. */
public final class LogTopics {
  private static final Logger LOG = LoggerFactory.getLogger(LogTopics.class);

  /** Event times are old and history is read again: nothing may expire (contract, section 1). */
  private static final Map<String, String> KEPT =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG, "-1",
          TopicConfig.RETENTION_BYTES_CONFIG, "-1",
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

  private static final int TRIES = 200;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** A position comes every second; small segments let compaction keep up, and starts quick. */
  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG, "8388608",
          TopicConfig.SEGMENT_MS_CONFIG, "3600000");

  private final LogSettings settings;
  private final Admin admin;

  private LogTopics(LogSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /**
   * Creates what is missing.
   *
   * @return how many partitions {@code captures} has
   * @throws LogException where a topic is not what the contract wants, or the broker refuses
   */
  public static int ensure(LogSettings settings) {
    try (Admin admin = Admin.create(settings.clientProperties())) {
      LogTopics topics = new LogTopics(settings, admin);
      int partitions = topics.ensureCaptures();
      topics.ensure(settings.topics().rejected(), OptionalInt.of(partitions), KEPT);
      topics.ensure(settings.topics().collectorState(), OptionalInt.of(1), COMPACTED);
      return partitions;
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "make the topics", e);
    }
  }

  private int ensureCaptures() {
    String topic = settings.topics().captures();
    int found = ensure(topic, settings.partitions(), KEPT);
    if (settings.partitions().isPresent() && settings.partitions().getAsInt() != found) {
      throw new LogException(
          String.format(
              "topic %s has %d partitions, but --partitions is %d; their number cannot be changed,"
                  + " as a document's copies would come apart: leave --partitions out, or write to"
                  + " other topics with --topic-prefix",
              topic, found, settings.partitions().getAsInt()));
    }
    verify(topic);
    return found;
  }

  private int ensure(String topic, OptionalInt partitions, Map<String, String> config) {
    Optional<Integer> known = partitionsOf(topic);
    if (known.isPresent()) {
      return known.get();
    }
    int created = partitions.orElse(LogSettings.DEFAULT_PARTITIONS);
    NewTopic missing =
        new NewTopic(topic, Optional.of(created), settings.replicationFactor()).configs(config);
    try {
      await("create topic " + topic, admin.createTopics(List.of(missing)).all());
      awaitLeaders(topic, created);
      LOG.info("Created topic {} with {} partitions", topic, created);
      return created;
    } catch (LogException e) {
      if (e.getCause() instanceof TopicExistsException) {
        int found = awaitTopic(topic).orElseThrow(() -> e);
        awaitLeaders(topic, found);
        return found;
      }
      throw e;
    }
  }

  /** Another collector was quicker, and a broker may not have heard of its topic yet. */
  private Optional<Integer> awaitTopic(String topic) {
    Optional<Integer> found = partitionsOf(topic);
    for (int tried = 1; found.isEmpty() && tried < TRIES; tried++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = partitionsOf(topic);
    }
    return found;
  }

  /**
   * Waits until the partitions are led: a broker promises a topic a moment before, and a producer
   * that writes in between can lose its first batches (KAFKA-15591). Only a leader knows offsets; a
   * broker that has not heard of the topic yet says that there is none.
   */
  private void awaitLeaders(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    for (int tried = 1; ; tried++) {
      try {
        await("wait for the leaders of topic " + topic, admin.listOffsets(latest).all());
        return;
      } catch (LogException e) {
        if (tried == TRIES || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private Optional<Integer> partitionsOf(String topic) {
    try {
      return Optional.of(
          await(
                  "look for topic " + topic,
                  admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
              .partitions()
              .size());
    } catch (LogException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void verify(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        await(
            "read the settings of topic " + topic,
            admin.describeConfigs(List.of(resource)).values().get(resource));
    if (value(config, TopicConfig.CLEANUP_POLICY_CONFIG)
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new LogException(
          "topic " + topic + " is compacted, which would lose captures: set cleanup.policy=delete");
    }
    if (!value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("LogAppendTime")) {
      throw new LogException(
          "topic "
              + topic
              + " keeps the writer's time, but closing of windows needs the broker's: set"
              + " message.timestamp.type=LogAppendTime");
    }
    String retentionMs = value(config, TopicConfig.RETENTION_MS_CONFIG);
    String retentionBytes = value(config, TopicConfig.RETENTION_BYTES_CONFIG);
    if (!retentionMs.equals("-1") || !retentionBytes.equals("-1")) {
      LOG.warn(
          "Topic {} forgets captures (retention.ms={}, retention.bytes={}): archive it, or set both"
              + " to -1",
          topic,
          retentionMs,
          retentionBytes);
    }
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }

  private <T> T await(String wanted, KafkaFuture<T> begun) {
    return KafkaFailures.await(settings, wanted, begun.toCompletionStage().toCompletableFuture());
  }
}
