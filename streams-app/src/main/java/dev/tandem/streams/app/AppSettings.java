package dev.tandem.streams.app;

import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program was told.
 *
 * @param kafka properties of the Kafka clients: addresses and security
 * @param stateDirectory where RocksDB keeps its files
 * @param standbyReplicas copies of each partition's state at other instances
 */
public record AppSettings(
    Map<String, String> kafka,
    RegistrySettings registry,
    Topics topics,
    Spec spec,
    CountingSettings counting,
    String applicationId,
    Path stateDirectory,
    int threads,
    int standbyReplicas,
    HttpSettings http) {
  public AppSettings {
    kafka = Map.copyOf(kafka);
  }
}
