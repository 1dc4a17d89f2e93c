package dev.tandem.beam.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings of a process that runs a pipeline's code, or submits it: what its environment says, and
 * above that a properties file that it alone has read. Values are never printed.
 *
 * <pre>
 * kafka.sasl.jaas.config=...      a setting of the Kafka clients, without the prefix
 * TANDEM_REGISTRY_USER=...        as an environment variable
 * TANDEM_DB_PASSWORD=...          as an environment variable
 * </pre>
 *
 * @param kafka settings of the Kafka clients
 * @param variables what stands above the environment
 */
public record WorkerSettings(Map<String, String> kafka, Map<String, String> variables) {
  private static final String KAFKA = "kafka.";
  private static final List<String> VARIABLES = List.of("TANDEM_REGISTRY_", "TANDEM_DB_");
  private static final WorkerSettings NONE = new WorkerSettings(Map.of(), Map.of());

  /** A worker is given them before it is given any code, and the code cannot be handed them. */
  private static volatile WorkerSettings current = NONE;

  public WorkerSettings {
    kafka = Map.copyOf(kafka);
    variables = Map.copyOf(variables);
  }

  /**
   * What a file says.
   *
   * @param origin the file, for messages
   * @throws WorkerSettingsException where a name is none of those above
   */
  static WorkerSettings of(String origin, Properties properties) {
    Map<String, String> kafka = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(KAFKA) && name.length() > KAFKA.length()) {
        kafka.put(name.substring(KAFKA.length()), properties.getProperty(name));
      } else if (VARIABLES.stream().anyMatch(name::startsWith)) {
        variables.put(name, properties.getProperty(name));
      } else {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new WorkerSettingsException(
          "--worker-settings = "
              + origin
              + ": nothing takes "
              + String.join(", ", unknown.stream().sorted().toList())
              + ". Names begin with kafka., TANDEM_REGISTRY_ or TANDEM_DB_");
    }
    return new WorkerSettings(kafka, variables);
  }

  /** Makes them this process's. */
  public void use() {
    current = this;
  }

  /** Settings of a Kafka client, with those of its file, and this process's above them. */
  public static Map<String, Object> kafkaClient(Map<String, ?> settings) {
    Map<String, Object> all = KafkaConfigFile.resolve(settings, environment());
    all.putAll(current.kafka);
    return all;
  }

  /** The environment, with this process's own variables above it. */
  public static Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>(System.getenv());
    all.putAll(current.variables);
    return all;
  }

  @Override
  public String toString() {
    return "worker settings " + kafka.keySet() + variables.keySet();
  }
}
