package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Documents kept beside the repository and not in it, with what is right of them: public samples in
 * {@code ../shared/data/nfe} from its root, or where {@code -Dtandem.documents=DIR} names it, and
 * cases in {@code ../shared/cases/documents}, or where {@code -Dtandem.cases=DIR} names it.
 */
final class SampleDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private SampleDocuments(Path folder) {
    this.folder = folder;
  }

  /** The public samples; skips the test, with a message, where the folder is absent. */
  static SampleDocuments orSkip() {
    return orSkip("tandem.documents", "shared/data/nfe");
  }

  /** What once was read wrongly; skips the test, with a message, where the folder is absent. */
  static SampleDocuments casesOrSkip() {
    return orSkip("tandem.cases", "shared/cases/documents");
  }

  private static SampleDocuments orSkip(String property, String besideRepository) {
    String named = System.getProperty(property);
    Path folder =
        named != null ? Path.of(named) : repositoryRoot().resolveSibling(besideRepository);
    assumeTrue(
        Files.isRegularFile(folder.resolve("expected.jsonl")),
        () -> "skipped: no documents in " + folder + " (name them by -D" + property + ")");
    return new SampleDocuments(folder);
  }

  /** What {@code expected.jsonl} says of each file, in the order of the files' names. */
  List<JsonNode> expectations() {
    return text("expected.jsonl")
        .lines()
        .map(SampleDocuments::json)
        .sorted((a, b) -> a.get("file").textValue().compareTo(b.get("file").textValue()))
        .toList();
  }

  /** What {@code corpus_expected.json} says the whole folder must count. */
  JsonNode corpus() {
    return json(text("corpus_expected.json"));
  }

  byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String file) {
    return new String(bytes(file), UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
