package dev.tandem.benchmarks.rival;

import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the log is, what is counted and with how much: named as the programs rivalled name it. */
final class RivalOptions {
  @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(names = "--registry", required = true, paramLabel = "URL")
  private String registry;

  @Option(names = "--topic-prefix", defaultValue = "")
  private String topicPrefix;

  @Option(names = "--spec", paramLabel = "FILE")
  private Optional<Path> spec;

  @Option(names = "--state-dir", required = true, paramLabel = "DIR")
  private Path stateDirectory;

  @Option(
      names = {"--threads", "--parallelism"},
      defaultValue = "2",
      paramLabel = "N")
  private int threads;

  String bootstrapServers() {
    return bootstrapServers;
  }

  String registry() {
    return registry;
  }

  Topics topics() {
    return new Topics(topicPrefix);
  }

  Spec spec() {
    SpecReader reader = new SpecReader();
    return spec.map(reader::read).orElseGet(reader::readDefault);
  }

  Path stateDirectory() {
    return stateDirectory.toAbsolutePath();
  }

  int threads() {
    return threads;
  }

  Schemas schemas() {
    return new Schemas(RegistrySettings.of(registry));
  }
}
