package dev.tandem.streams.app;

import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the captures log and creates the topics the live side writes. */
final class LiveTopics {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTopics.class);
  private static final Map<String, String> FOR_EVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
  private static final long ASK_EVERY_MS = 200;
  private static final int TELL_EVERY = 50;

  private final Admin admin;
  private final Topics topics;

  LiveTopics(Admin admin, Topics topics) {
    this.admin = admin;
    this.topics = topics;
  }

  /**
   * Waits until the collector has created the log.
   *
   * @param goOn asked now and then whether waiting still makes sense
   * @return its number of partitions, or empty where the waiting was called off
   */
  Optional<Integer> awaitCaptures(BooleanSupplier goOn) throws InterruptedException {
    for (int asked = 0; goOn.getAsBoolean(); asked++) {
      Optional<Integer> partitions = partitionsOf(topics.captures());
      if (partitions.isPresent()) {
        return partitions;
      }
      if (asked % TELL_EVERY == 0) {
        LOG.info("waiting for topic {}: a collector creates it when it starts", topics.captures());
      }
      Thread.sleep(ASK_EVERY_MS);
    }
    return Optional.empty();
  }

  /**
   * Creates what is missing; what is there stays as it is. Returns when every partition is led: a
   * broker says that a topic exists a little before that, and a global store cannot begin in
   * between.
   */
  void create(int partitions) throws InterruptedException {
    Set<NewTopic> wanted = new HashSet<>();
    wanted.add(topic(topics.liveCounts(), partitions, COMPACTED));
    wanted.add(topic(topics.expired(), partitions, FOR_EVER));
    wanted.add(topic(topics.rejected(), 1, FOR_EVER));
    wanted.add(topic(topics.progress(), 1, COMPACTED));
    wanted.add(topic(topics.quality(), 1, COMPACTED));
    for (var creation : admin.createTopics(wanted).values().entrySet()) {
      try {
        creation.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new UserError(
              "topic " + creation.getKey() + " cannot be created: " + e.getCause().getMessage());
        }
      }
    }
    awaitLeaders(wanted);
  }

  private void awaitLeaders(Set<NewTopic> of) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : of) {
      // One that was there may have other partitions than it would have been created with.
      Optional<Integer> count = partitionsOf(topic.name());
      while (count.isEmpty()) {
        Thread.sleep(ASK_EVERY_MS);
        count = partitionsOf(topic.name());
      }
      for (int p = 0; p < count.get(); p++) {
        partitions.put(new TopicPartition(topic.name(), p), OffsetSpec.latest());
      }
    }
    while (!led(partitions)) {
      Thread.sleep(ASK_EVERY_MS);
    }
  }

  private boolean led(Map<TopicPartition, OffsetSpec> partitions) throws InterruptedException {
    try {
      admin.listOffsets(partitions).all().get();
      return true;
    } catch (ExecutionException e) {
      // A broker may not have heard yet of a topic that another one has described.
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new UserError("the topics are not ready: " + e.getCause().getMessage());
    }
  }

  private Optional<Integer> partitionsOf(String topic) throws InterruptedException {
    try {
      return Optional.of(
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new UserError(
          "topic "
              + topic
              + " cannot be looked up: "
              + e.getCause().getMessage()
              + ". Check --bootstrap-servers and --kafka-config.");
    }
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }
}
