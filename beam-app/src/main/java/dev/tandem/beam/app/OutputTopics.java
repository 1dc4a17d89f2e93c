package dev.tandem.beam.app;

import dev.tandem.beam.source.LogSource;
import dev.tandem.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that the history side writes; what is there stays as it is. */
final class OutputTopics {
  private static final Map<String, String> FOR_EVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private OutputTopics() {}

  static void create(LogSource source) throws InterruptedException {
    Topics topics = source.registry().topics();
    Map<String, Object> config = source.clientConfig();
    try (Admin admin = Admin.create(config)) {
      Map<String, KafkaFuture<Void>> creations =
          admin
              .createTopics(
                  List.of(
                      topic(topics.historyCounts(), source.partitions(), COMPACTED),
                      topic(topics.historyBackfill(), source.partitions(), COMPACTED),
                      topic(topics.expired(), source.partitions(), FOR_EVER),
                      topic(topics.rejected(), 1, FOR_EVER),
                      topic(topics.progress(), 1, COMPACTED)))
              .values();
      for (Map.Entry<String, KafkaFuture<Void>> creation : creations.entrySet()) {
        try {
          creation.getValue().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new UserError(
                "topic " + creation.getKey() + " cannot be created: " + e.getCause().getMessage(),
                e);
          }
        }
      }
    }
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }
}
