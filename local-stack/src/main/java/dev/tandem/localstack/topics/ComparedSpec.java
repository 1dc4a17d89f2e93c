package dev.tandem.localstack.topics;

import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The default spec, but that the live side forgets no window, so that all its answers can be
 * compared, however old they are, and that the history side says changes within a second. Its
 * metrics have the same ids, since neither decides a number.
 */
public final class ComparedSpec {
  private ComparedSpec() {}

  /** As YAML. */
  public static String text() {
    return SpecReader.defaultText()
        .replaceAll(
            "(?m)^( *)retention: .*$",
            "$1retention: unbounded\n$1history: { early: 1s, late: 1s }");
  }

  /** Writes it into a folder, for the apps' {@code --spec}. */
  public static Path writeTo(Path folder) {
    Path file = folder.resolve("compared-spec.yaml");
    try {
      return Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException("the spec to compare by cannot be written: " + file, e);
    }
  }
}
