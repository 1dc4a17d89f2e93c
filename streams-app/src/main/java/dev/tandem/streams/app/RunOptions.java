package dev.tandem.streams.app;

import dev.tandem.registry.RegistryEnvironment;
import dev.tandem.service.HttpBinding;
import dev.tandem.streams.config.Layers;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a running application. */
final class RunOptions {
  @Option(
      names = Layers.CONFIG,
      paramLabel = "FILE",
      description = {
        "Settings as YAML (.yaml) or properties (.properties): keys are options without their",
        "dashes, such as threads: 4. The environment holds over the file (TANDEM_STREAMS_THREADS),",
        "flags hold over both. config show says what holds and where it comes from."
      })
  @SuppressWarnings("UnusedVariable") // Read before the command line is, for its defaults.
  private Optional<Path> config;

  @Mixin private SpecOption spec;
  @Mixin private CountingOptions counting;

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
          "Properties of the Kafka clients, such as security.protocol and sasl.jaas.config.")
  private Optional<Path> kafkaConfig;

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "URL",
      description = {
        "The schema registry. Credentials and TLS come from the environment:",
        "TANDEM_REGISTRY_USER and TANDEM_REGISTRY_PASSWORD[_FILE], or TANDEM_REGISTRY_TOKEN[_FILE]."
      })
  private String registry;

  @Option(
      names = "--topic-prefix",
      defaultValue = "",
      description = "Put before each topic's name.")
  private String topicPrefix;

  @Option(
      names = "--application-id",
      defaultValue = "tandem-streams",
      description = "Names the consumer group and internal topics (default: ${DEFAULT-VALUE}).")
  private String applicationId;

  @Option(
      names = "--state-dir",
      defaultValue = ".tandem/streams-state",
      paramLabel = "DIR",
      description = "Where state is kept (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Stream threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--http-host",
      defaultValue = "127.0.0.1",
      description =
          "Address to answer queries at (default: ${DEFAULT-VALUE}). There is no login: open it"
              + " only where you trust.")
  private String httpHost;

  @Option(
      names = "--http-port",
      defaultValue = "8080",
      description = "Port to answer queries at, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--http-allowed-hosts",
      defaultValue = "",
      paramLabel = "NAME[,...]",
      description =
          "Names that requests may be sent to, such as tandem.example, beside localhost,"
              + " --http-host and --advertised-host; others are refused, as a browser's page may"
              + " have made them up.")
  private String httpAllowedHosts;

  @Option(
      names = "--advertised-host",
      paramLabel = "HOST",
      description =
          "Where other instances find this one (default: --http-host, or this machine's name where"
              + " that is every address).")
  private Optional<String> advertisedHost;

  @Option(
      names = "--advertised-port",
      paramLabel = "PORT",
      description = "Where it is another one for them than --http-port.")
  private Optional<Integer> advertisedPort;

  @Option(
      names = "--standby-replicas",
      defaultValue = "0",
      description =
          "Copies of each partition's state at other instances, which take over at once and answer"
              + " questions with stale=allow (default: ${DEFAULT-VALUE}).")
  private int standbyReplicas;

  /** Everything checked. */
  AppSettings settings() {
    if (threads < 1) {
      throw new WrongSetting("--threads", threads, "give at least 1");
    }
    if (standbyReplicas < 0) {
      throw new WrongSetting("--standby-replicas", standbyReplicas, "give 0 or more");
    }
    if (httpPort < 0 || httpPort > 65_535) {
      throw new WrongSetting("--http-port", httpPort, "give a port from 0 to 65535");
    }
    Map<String, String> kafka = new HashMap<>(kafkaProperties());
    kafka.put("bootstrap.servers", bootstrapServers);
    return new AppSettings(
        kafka,
        new RegistryEnvironment(System.getenv()).settings(registry),
        new Topics(topicPrefix),
        spec.read(),
        counting.settings(),
        applicationId,
        stateDirectory,
        threads,
        standbyReplicas,
        new HttpSettings(
            new HttpBinding(httpHost, httpPort, allowedHosts()), advertisedHost, advertisedPort));
  }

  private Set<String> allowedHosts() {
    try {
      return HttpBinding.hosts(httpAllowedHosts);
    } catch (IllegalArgumentException e) {
      throw new WrongSetting("--http-allowed-hosts", httpAllowedHosts, e.getMessage());
    }
  }

  /** What the file of the Kafka clients' properties says. */
  Map<String, String> kafkaProperties() {
    return kafkaConfig.map(RunOptions::properties).orElseGet(Map::of);
  }

  private static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongSetting("--kafka-config", file, "cannot be read: " + e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}
