package dev.tandem.collector.log;

import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where the log is and how its topics are made.
 *
 * @param client properties of Kafka's clients beyond the address: TLS, SASL, timeouts
 * @param partitions of {@code captures}; absent: what the topic has, {@link #DEFAULT_PARTITIONS}
 *     where it is created
 * @param replicationFactor of topics that are created; absent: the broker's default
 */
public record LogSettings(
    String bootstrapServers,
    Map<String, String> client,
    Topics topics,
    OptionalInt partitions,
    Optional<Short> replicationFactor) {
  public static final int DEFAULT_PARTITIONS = 6;

  /** Exactness hangs on these: order, no loss, and the partition that readers expect. */
  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  /**
   * Checks the properties.
   *
   * @throws IllegalArgumentException naming those that are not the user's to set
   */
  public LogSettings {
    client = Map.copyOf(client);
    Set<String> refused = new TreeSet<>(client.keySet());
    refused.retainAll(OURS);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "properties "
              + refused
              + " are the collector's own, as its counts hang on them: remove"
              + " them");
    }
  }

  /** The client properties with the address. */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "LogSettings[" + bootstrapServers + ", " + topics + ", " + partitions + ']';
  }
}
