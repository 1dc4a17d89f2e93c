package dev.tandem.beam.app;

import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is counted. */
final class SpecOption {
  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "What to count, as YAML (default: the spec that ships with Tandem).")
  private Optional<String> file;

  Spec read() {
    SpecReader reader = new SpecReader();
    return file.map(name -> reader.read(name, GivenFile.text("--spec", name)))
        .orElseGet(reader::readDefault);
  }
}
