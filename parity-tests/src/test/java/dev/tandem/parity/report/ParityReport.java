package dev.tandem.parity.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The report of all that was compared. Tests say their part when they have ended, in whatever order
 * and process; whoever says one writes the whole anew from all that is there.
 */
public final class ParityReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path target;

  /**
   * @param target the build's folder, which {@code clean} empties
   */
  public ParityReport(Path target) {
    this.target = target;
  }

  /** Where Maven builds parity-tests, which is where its tests run. */
  public static ParityReport ofBuild() {
    return new ParityReport(Path.of("target").toAbsolutePath());
  }

  /**
   * Says a part, instead of what was said of it before.
   *
   * @param part its name, by which parts are ordered
   */
  public synchronized void put(String part, List<Section> sections) {
    try {
      Path folder = Files.createDirectories(target.resolve("parity"));
      JSON.writeValue(folder.resolve(part + SUFFIX).toFile(), sections);
      SortedMap<String, List<Section>> parts = read(folder);
      ObjectNode whole = JSON.createObjectNode();
      parts.forEach((name, said) -> whole.set(name, JSON.valueToTree(said)));
      JSON.writerWithDefaultPrettyPrinter()
          .writeValue(target.resolve("parity-report.json").toFile(), whole);
      Files.writeString(target.resolve("parity-report.html"), Html.page(parts.values()));
    } catch (IOException e) {
      throw new UncheckedIOException("report of " + part + " in " + target, e);
    }
  }

  private static SortedMap<String, List<Section>> read(Path folder) throws IOException {
    SortedMap<String, List<Section>> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString();
        parts.put(
            name.substring(0, name.length() - SUFFIX.length()),
            List.of(JSON.readValue(file.toFile(), Section[].class)));
      }
    }
    return parts;
  }
}
