package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.worker.KafkaConfigFile;
import dev.tandem.beam.worker.WorkerSettings;
import dev.tandem.spec.Spec;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the log is and what is counted. */
final class LogOptions {
  private static final String REQUEST_TIMEOUT = AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG;
  private static final String BOOTSTRAP_SERVERS = AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;
  private static final String ALL_TIMEOUT = AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Properties of the Kafka clients, such as security.protocol and sasl.jaas.config. Read by"
              + " each process that makes a client, and never sent to it or kept; there"
              + " TANDEM_KAFKA_CONFIG names another one. submit takes secrets from"
              + " --worker-settings alone.")
  private Optional<String> kafkaConfig;

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "URL",
      description = {
        "The schema registry. Credentials and TLS come from each worker's environment, or from"
            + " --worker-settings:",
        "TANDEM_REGISTRY_USER and TANDEM_REGISTRY_PASSWORD[_FILE], or TANDEM_REGISTRY_TOKEN[_FILE]."
      })
  private String registry;

  @Option(
      names = "--topic-prefix",
      defaultValue = "",
      description = "Put before each topic's name.")
  private String topicPrefix;

  @Mixin private SpecOption spec;

  Spec spec() {
    return spec.read();
  }

  /** Settings of the Kafka clients, by value: those that a submitted job is given. */
  Map<String, String> kafka() {
    Map<String, String> kafka = new TreeMap<>();
    kafkaConfig.ifPresent(file -> kafka.putAll(properties(file)));
    kafka.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return kafka;
  }

  /** Asks the cluster for the log's partitions; Kafka's settings stay in their file. */
  LogSource source() throws InterruptedException {
    Map<String, String> kafka = new TreeMap<>();
    kafkaConfig.ifPresent(file -> kafka.putAll(KafkaConfigFile.use(file)));
    kafka.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return source(kafka);
  }

  /** The same for a job whose workers have no files of this machine. */
  LogSource submittedSource() throws InterruptedException {
    return source(kafka());
  }

  private LogSource source(Map<String, String> kafka) throws InterruptedException {
    RegistryFormats formats = new RegistryFormats(registry, topicPrefix);
    return new LogSource(
        kafka, formats, partitions(kafka, formats.topics().captures()), spec().arrivalSlackMs());
  }

  HistorySettings settings(boolean bounded) {
    Spec read = spec();
    return new HistorySettings(
        read.metrics(), read.maxFutureMs(), new RegistryFormats(registry, topicPrefix), bounded);
  }

  private static int partitions(Map<String, String> kafka, String topic)
      throws InterruptedException {
    Map<String, Object> config = WorkerSettings.kafkaClient(kafka);
    if (!config.containsKey(REQUEST_TIMEOUT) && !config.containsKey(ALL_TIMEOUT)) {
      // Brokers that answer at all answer at once.
      config.put(REQUEST_TIMEOUT, 10_000);
      config.put(ALL_TIMEOUT, 15_000);
    }
    try (Admin admin = Admin.create(config)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new UserError(
            "there is no topic " + topic + ": a collector creates it when it starts", e);
      }
      throw unreachable(kafka, topic, e.getCause(), e);
    } catch (KafkaException e) {
      // An address that no name server knows, or a login that cannot be.
      throw unreachable(kafka, topic, e.getCause() == null ? e : e.getCause(), e);
    }
  }

  private static UserError unreachable(
      Map<String, String> kafka, String topic, Throwable reason, Exception thrown) {
    String said = String.valueOf(reason.getMessage());
    return new UserError(
        "--bootstrap-servers = "
            + kafka.get(BOOTSTRAP_SERVERS)
            + ": topic "
            + topic
            + " cannot be looked up: "
            + (said.endsWith(".") ? said.substring(0, said.length() - 1) : said)
            + ". Check the address, the network, and security.protocol and login in --kafka-config"
            + " (of submit, in --worker-settings)",
        thrown);
  }

  private static Map<String, String> properties(String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(GivenFile.text("--kafka-config", file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          "--kafka-config = " + file + ": cannot be read (" + e.getClass().getSimpleName() + ")",
          e);
    }
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}
