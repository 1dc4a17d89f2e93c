package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.wire.avro.CaptureRecord;
import dev.tandem.wire.avro.CountRecord;
import dev.tandem.wire.avro.ExpiredRecord;
import dev.tandem.wire.avro.HistoryRecord;
import dev.tandem.wire.avro.LedgerEntryRecord;
import dev.tandem.wire.avro.MarkRecord;
import dev.tandem.wire.avro.ProgressRecord;
import dev.tandem.wire.avro.QualityRecord;
import dev.tandem.wire.avro.RejectionRecord;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was written stays readable (BACKWARD). Every version a schema ever had is kept under {@code
 * schemas/<Record>/<version>.avsc}, as the registry got it, and none is ever changed.
 */
class SchemaVersionsTest {
  private static final String FOLDER = "model/src/test/resources/schemas";

  /** The schemas of whole values; the others are parts of these. */
  static Stream<Schema> schemas() {
    return Stream.of(
        CaptureRecord.getClassSchema(),
        CountRecord.getClassSchema(),
        ExpiredRecord.getClassSchema(),
        HistoryRecord.getClassSchema(),
        LedgerEntryRecord.getClassSchema(),
        MarkRecord.getClassSchema(),
        ProgressRecord.getClassSchema(),
        QualityRecord.getClassSchema(),
        RejectionRecord.getClassSchema());
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(SchemaVersionsTest.class.getResource("/schemas").toURI());
  }

  /** Version 1, 2, 3 ... of a schema, as far as they are kept. */
  private static List<Schema> versions(Schema schema) throws Exception {
    List<Schema> versions = new ArrayList<>();
    Path file = file(schema, 1);
    while (Files.exists(file)) {
      versions.add(new Schema.Parser().parse(Files.readString(file)));
      file = file(schema, versions.size() + 1);
    }
    return versions;
  }

  private static Path file(Schema schema, int version) throws URISyntaxException {
    return folder().resolve(schema.getName()).resolve(version + ".avsc");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldKeepTheCurrentSchemaAsTheNewestVersion(Schema current) throws Exception {
    List<Schema> versions = versions(current);
    Schema newest = versions.isEmpty() ? null : versions.get(versions.size() - 1);

    assertThat(newest)
        .withFailMessage(
            () ->
                "The schema of "
                    + current.getName()
                    + " has changed. Leave the versions kept as they are and add "
                    + FOLDER
                    + "/"
                    + current.getName()
                    + "/"
                    + (versions.size() + 1)
                    + ".avsc:\n"
                    + current.toString(true))
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldReadWhatEveryVersionWrote(Schema current) throws Exception {
    int version = 0;
    for (Schema kept : versions(current)) {
      version++;
      SchemaCompatibility.SchemaPairCompatibility compatibility =
          SchemaCompatibility.checkReaderWriterCompatibility(current, kept);

      assertThat(compatibility.getType())
          .withFailMessage(
              "%s cannot read what its version %d wrote: give new fields a default, remove no enum"
                  + " symbol, rename nothing. %s",
              current.getName(), version, compatibility.getResult().getIncompatibilities())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void shouldKeepNoVersionsOfSchemasThatAreGone() throws IOException, URISyntaxException {
    try (Stream<Path> folders = Files.list(folder())) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(schemas().map(Schema::getName).toList());
    }
  }
}
