package dev.tandem.benchmarks.system;

import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Where a system runs: which log it reads, what it counts, where its state lies. The captures topic
 * is there before the system is started.
 *
 * @param registry address of the schema registry
 * @param topics whose prefix is this run's alone
 * @param partitions of the captures topic
 * @param spec file of what is counted
 * @param folder for state; this run's alone
 * @param logs where its output goes
 */
public record Place(
    String bootstrapServers,
    String registry,
    Topics topics,
    int partitions,
    Path spec,
    Path folder,
    Path logs) {

  /** What every system's program is told: log, registry, spec, and where its state goes. */
  List<String> arguments(Path state) {
    return List.of(
        "--bootstrap-servers",
        bootstrapServers,
        "--registry",
        registry,
        "--topic-prefix",
        topics.prefix(),
        "--spec",
        spec.toString(),
        "--state-dir",
        state.toString());
  }

  /** Settings of a Kafka client. */
  public Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** Ids of schemas at the registry. */
  public Schemas schemas() {
    return new Schemas(RegistrySettings.of(registry));
  }
}
