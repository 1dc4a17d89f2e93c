package dev.tandem.collector.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What is there of the log. Makes nothing.
 *
 * @param brokers of the cluster
 * @param topics those of the collector that are there, by name
 */
public record LogInspection(int brokers, Map<String, Topic> topics) {
  /** Somebody waits for the answer, so shorter than the clients' own. */
  private static final Map<String, String> PATIENCE =
      Map.of(
          CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "8000",
          CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");

  public LogInspection {
    topics = Map.copyOf(topics);
  }

  /**
   * A topic.
   *
   * @param config its settings, defaults included
   */
  public record Topic(int partitions, Map<String, String> config) {
    public Topic {
      config = Map.copyOf(config);
    }

    /** A setting; empty text where the broker does not know it. */
    public String setting(String name) {
      return Optional.ofNullable(config.get(name)).orElse("");
    }
  }

  /**
   * Looks at the cluster.
   *
   * @throws LogException where the broker does not answer or refuses
   */
  public static LogInspection of(LogSettings settings) {
    Map<String, Object> properties = settings.clientProperties();
    if (PATIENCE.keySet().stream().noneMatch(properties::containsKey)) {
      properties.putAll(PATIENCE);
    }
    try (Admin admin = Admin.create(properties)) {
      int brokers = await(settings, "look at the cluster", admin.describeCluster().nodes()).size();
      Map<String, Topic> topics = new HashMap<>();
      for (String topic :
          List.of(
              settings.topics().captures(),
              settings.topics().rejected(),
              settings.topics().collectorState())) {
        partitions(settings, admin, topic)
            .ifPresent(
                partitions ->
                    topics.put(topic, new Topic(partitions, config(settings, admin, topic))));
      }
      return new LogInspection(brokers, topics);
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "look at the topics", e);
    }
  }

  private static Optional<Integer> partitions(LogSettings settings, Admin admin, String topic) {
    try {
      TopicDescription found =
          await(
              settings,
              "look for topic " + topic,
              admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
      return Optional.of(found.partitions().size());
    } catch (LogException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Map<String, String> config(LogSettings settings, Admin admin, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        await(
            settings,
            "read the settings of topic " + topic,
            admin.describeConfigs(List.of(resource)).values().get(resource));
    Map<String, String> settingsFound = new HashMap<>();
    config.entries().stream()
        .filter(entry -> entry.value() != null)
        .forEach(entry -> settingsFound.put(entry.name(), entry.value()));
    return settingsFound;
  }

  private static <T> T await(LogSettings settings, String wanted, KafkaFuture<T> begun) {
    return KafkaFailures.await(settings, wanted, begun.toCompletionStage().toCompletableFuture());
  }
}
