package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.localstack.check.FolderFacts;
import dev.tandem.localstack.check.TestDatabase;
import dev.tandem.parity.documents.Facts;
import dev.tandem.parity.documents.Source;
import dev.tandem.parity.documents.Sources;
import dev.tandem.parity.documents.Transformation;
import dev.tandem.parity.report.ParityReport;
import dev.tandem.parity.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A document that is written otherwise says the same: to the reader, to SQL, and in all five
 * columns of a check. Which transformation applies to which document, {@link Transformation} knows:
 * a wrapper only around what the layouts allow in it, an encoding only where it has the characters,
 * a compressed half only where there are two.
 */
class MetamorphicIT {
  private static final int GENERATED = 40;

  /** About so many are read by SQL, which is slow: each transformation of some documents. */
  private static final int READ_BY_SQL = 400;

  private static final long SEED = Long.getLong("metamorphic.seed", 20_261_130);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  private static final List<String> COLUMNS =
      List.of("sql", "reference", "live", "history", "backfill");

  @TempDir Path folder;

  private final List<Transformation> transformations = Transformation.all();
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> applied = new TreeMap<>();

  @Test
  void shouldFindTheSameHoweverADocumentIsWritten() throws Exception {
    SortedMap<String, byte[]> stored =
        Sources.documents(GENERATED, List.of(Tandem.samples(), Tandem.cases()));
    Map<String, List<String>> wantedBySql = new HashMap<>();
    Path written = Files.createDirectory(folder.resolve("written"));
    Random random = new Random(SEED);
    int sqlShare = 1 + stored.size() * transformations.size() / READ_BY_SQL;
    int documents = 0;
    for (Map.Entry<String, byte[]> document : stored.entrySet()) {
      List<String> wanted = Facts.of(READER.read(document.getValue()));
      Files.write(written.resolve(document.getKey()), document.getValue());
      wantedBySql.put(document.getKey(), wanted);
      for (Source source : readable(document, wanted)) {
        documents++;
        for (Transformation transformation : transformations) {
          Optional<byte[]> otherwise = transformation.of(source);
          if (otherwise.isEmpty()) {
            continue;
          }
          applied.merge(transformation.name(), 1, Integer::sum);
          String about = source.name() + ", " + transformation.name();
          compare("reader", about, Facts.of(READER.read(otherwise.get())), wanted);
          if (random.nextInt(sqlShare) == 0) {
            String name = wantedBySql.size() + " " + about;
            Files.write(written.resolve(name), otherwise.get());
            wantedBySql.put(name, wanted);
          }
        }
      }
    }
    for (Map.Entry<String, byte[]> file : Sources.hostile().entrySet()) {
      Files.write(written.resolve(file.getKey()), file.getValue());
      wantedBySql.put(file.getKey(), Facts.of(READER.read(file.getValue())));
    }
    Map<String, List<String>> foundBySql = sql(written);
    wantedBySql.forEach((name, wanted) -> compare("SQL", name, foundBySql.get(name), wanted));

    report(documents, wantedBySql.size());
    assertThat(differences).as(differences.size() + " differences").isEmpty();
    assertThat(applied).hasSameSizeAs(transformations);
  }

  @Test
  void shouldCountTheSameInAllColumns() throws Exception {
    Random random = new Random(SEED);
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Path otherwise = Files.createDirectory(folder.resolve("otherwise"));
    SortedMap<String, byte[]> stored =
        Sources.documents(GENERATED, List.of(Tandem.samples(), Tandem.cases()));
    for (Map.Entry<String, byte[]> document : stored.entrySet()) {
      byte[] written = document.getValue();
      for (Source source : readable(document, Facts.of(READER.read(written)))) {
        List<byte[]> choice =
            transformations.stream().map(t -> t.of(source)).flatMap(Optional::stream).toList();
        written = choice.get(random.nextInt(choice.size()));
      }
      Files.write(plain.resolve(document.getKey()), document.getValue());
      Files.write(otherwise.resolve(document.getKey()), written);
    }
    for (Map.Entry<String, byte[]> file : Sources.hostile().entrySet()) {
      Files.write(plain.resolve(file.getKey()), file.getValue());
      Files.write(otherwise.resolve(file.getKey()), file.getValue());
    }
    Files.createSymbolicLink(plain.resolve("x-link"), folder.resolve("nothing"));
    Files.createSymbolicLink(otherwise.resolve("x-link"), folder.resolve("nothing"));
    Files.createDirectory(otherwise.resolve("x-folder"));
    Path out = folder.resolve("out.json");

    Tandem.Run run =
        Tandem.run(
            folder,
            "check",
            "--documents",
            otherwise.toString(),
            "--dir",
            folder.resolve("run").toString(),
            "--json",
            out.toString());

    assertThat(run.exitCode()).as("seed=" + SEED + "\n" + run.output()).isZero();
    assertThat(run.output()).contains("x-link cannot be read");
    JsonNode report = JSON.readTree(out.toFile());
    assertThat(report.get("rows")).hasSize(stored.size() + Sources.hostile().size() + 1);
    SortedMap<String, Long> untransformed = Untransformed.counts(plain);
    for (String column : COLUMNS) {
      assertThat(Untransformed.counts(report, column)).as(column).isEqualTo(untransformed);
    }
    System.out.printf(
        "metamorphic, five columns: %d documents each written otherwise, %d sums, differences 0%n",
        stored.size(), untransformed.size());
  }

  /** Written otherwise is only what can be read at all. */
  private static List<Source> readable(Map.Entry<String, byte[]> document, List<String> found) {
    return found.equals(List.of("rejected"))
        ? List.of()
        : Source.of(document.getKey(), document.getValue());
  }

  private Map<String, List<String>> sql(Path written) throws IOException, SQLException {
    try (Connection connection = TestDatabase.connect("metamorphic")) {
      FolderFacts.load(connection, written, "written", "found", note -> {});
      return Facts.of(connection, "written", "found");
    }
  }

  private void compare(String by, String about, List<String> found, List<String> wanted) {
    if (!wanted.equals(found)) {
      differences.add(by + ": " + about + "\n  found  " + found + "\n  wanted " + wanted);
    }
  }

  private void report(int documents, int readBySql) {
    List<List<String>> rows =
        applied.entrySet().stream()
            .map(entry -> List.of(entry.getKey(), Integer.toString(entry.getValue())))
            .toList();
    int all = applied.values().stream().mapToInt(Integer::intValue).sum();
    Section section =
        new Section(
            "Documents written otherwise",
            "transformations: %d, documents: %d, read by the reader: %d, by SQL: %d, differences: %d"
                .formatted(transformations.size(), documents, all, readBySql, differences.size()),
            List.of("transformation", "documents"),
            rows);
    System.out.println(section.text());
    ParityReport.ofBuild().put("4-documents", List.of(section));
  }
}
