package dev.tandem.collector;

import dev.tandem.collector.log.LogSettings;
import dev.tandem.registry.RegistryEnvironment;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How the log is reached and made. */
final class LogOptions {
  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT[,...]",
      description = "Kafka brokers.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of Kafka's clients, for TLS and SASL.")
  private Optional<Path> kafkaConfig;

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "URL[,...]",
      description =
          "Schema registry; its user, token and TLS files come from environment variables"
              + " TANDEM_REGISTRY_...")
  private String registry;

  @Option(
      names = "--topic-prefix",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Put before the names of all topics.")
  private String topicPrefix;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the topic captures, for ever; else what it has, or "
              + LogSettings.DEFAULT_PARTITIONS
              + " where it is created.")
  private Optional<Integer> partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "Of topics that are created; else the broker's default.")
  private Optional<Short> replicationFactor;

  LogSettings settings() {
    atLeastOne("--partitions", partitions);
    atLeastOne("--replication-factor", replicationFactor);
    try {
      return new LogSettings(
          bootstrapServers,
          clientProperties(),
          new Topics(topicPrefix),
          partitions.map(OptionalInt::of).orElse(OptionalInt.empty()),
          replicationFactor);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--kafka-config: " + e.getMessage());
    }
  }

  RegistrySettings registry(Map<String, String> environment) {
    try {
      return new RegistryEnvironment(environment).settings(registry);
    } catch (RegistrySettingException e) {
      throw new UsageException("--registry: " + e.getMessage());
    }
  }

  private Map<String, String> clientProperties() {
    Map<String, String> client = new HashMap<>();
    if (kafkaConfig.isPresent()) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(kafkaConfig.get())) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UsageException(
            "--kafka-config "
                + kafkaConfig.get()
                + " cannot be read ("
                + e
                + "): check path and permissions");
      }
      properties
          .stringPropertyNames()
          .forEach(name -> client.put(name, properties.getProperty(name)));
    }
    return client;
  }

  private static void atLeastOne(String option, Optional<? extends Number> value) {
    if (value.isPresent() && value.get().intValue() < 1) {
      throw new UsageException(option + " must be at least 1: " + value.get());
    }
  }
}
