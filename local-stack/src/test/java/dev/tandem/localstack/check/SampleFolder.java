package dev.tandem.localstack.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The public sample documents, kept beside the repository and not in it: {@code ../shared/data/nfe}
 * from its root, or where {@code -Dtandem.documents=DIR} says.
 */
final class SampleFolder {
  private static final String EXPECTED = "corpus_expected.json";

  private SampleFolder() {}

  /** Skips the test, with a message, where the folder is absent. */
  static Path orSkip() {
    String named = System.getProperty("tandem.documents");
    Path folder =
        named != null ? Path.of(named) : repositoryRoot().resolveSibling("shared/data/nfe");
    assumeTrue(
        Files.isRegularFile(folder.resolve(EXPECTED)),
        () -> "skipped: no sample documents in " + folder + " (name them by -Dtandem.documents)");
    return folder;
  }

  /**
   * Documents that once were read wrongly: {@code ../shared/cases/documents}, or where {@code
   * -Dtandem.cases=DIR} says. Skips the test, with a message, where the folder is absent.
   */
  static Path casesOrSkip() {
    String named = System.getProperty("tandem.cases");
    Path folder =
        named != null ? Path.of(named) : repositoryRoot().resolveSibling("shared/cases/documents");
    assumeTrue(
        Files.isRegularFile(folder.resolve("expected.jsonl")),
        () -> "skipped: no documents in " + folder + " (name them by -Dtandem.cases)");
    return folder;
  }

  /** What the whole folder must count. */
  static JsonNode expected(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(EXPECTED).toFile());
  }

  private static Path repositoryRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    assumeTrue(folder != null, "skipped: not inside the repository");
    return folder;
  }
}
