package dev.tandem.benchmarks.system;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A rival's answers, as Tandem's programs make theirs: compacted, as many partitions as the log.
 */
final class AnswersTopic {
  private AnswersTopic() {}

  static NewTopic of(String name, Place place) {
    return new NewTopic(name, Optional.of(place.partitions()), Optional.empty())
        .configs(Map.of("cleanup.policy", "compact"));
  }
}
