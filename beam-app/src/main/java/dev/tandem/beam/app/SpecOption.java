package dev.tandem.beam.app;

import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is counted. */
final class SpecOption {
  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "What to count, as YAML (default: the spec that ships with Tandem).")
  private Optional<Path> file;

  Spec read() {
    SpecReader reader = new SpecReader();
    return file.map(reader::read).orElseGet(reader::readDefault);
  }
}
