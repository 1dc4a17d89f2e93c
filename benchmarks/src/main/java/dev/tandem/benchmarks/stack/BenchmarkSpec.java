package dev.tandem.benchmarks.stack;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all systems count: the default spec's metrics. The live side forgets no window, as no rival
 * does, and the history side says a window after every change of it, as an upsert, like the others.
 */
public final class BenchmarkSpec {
  private BenchmarkSpec() {}

  /** As YAML. */
  public static String text() {
    return SpecReader.defaultText()
        .replaceAll(
            "(?m)^( *)retention: .*$",
            "$1retention: unbounded\n$1history: { early: { count: 1 }, late: { count: 1 } }");
  }

  /** Writes it into a folder. */
  static Path writeTo(Path folder) {
    Path file = folder.resolve("spec.yaml");
    try {
      return Files.writeString(file, text());
    } catch (IOException e) {
      throw new BenchmarkException("the spec cannot be written: " + e, e);
    }
  }
}
