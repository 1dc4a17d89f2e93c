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
 * The public sample documents, kept beside the repository and not in it: {@code ../shared/data/nfe}
 * from its root, or where {@code -Dtandem.documents=DIR} says.
 */
final class SampleDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private SampleDocuments(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, with a message, where the folder is absent. */
  static SampleDocuments orSkip() {
    String named = System.getProperty("tandem.documents");
    Path folder =
        named != null ? Path.of(named) : repositoryRoot().resolveSibling("shared/data/nfe");
    assumeTrue(
        Files.isRegularFile(folder.resolve("expected.jsonl")),
        () -> "skipped: no sample documents in " + folder + " (name them by -Dtandem.documents)");
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
