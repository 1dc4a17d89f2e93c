package dev.tandem.localstack.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.generator.load.BulkLoad;
import dev.tandem.localstack.generator.load.GeneratedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XPath finds in generated rows what the generator meant: two that know nothing of each other. */
class GeneratedFolderIT {
  private static final int ROWS = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  private static final String DIFFERENCES =
      """
      select row_id, ordinal, meant.kind, found.kind, meant.reason, found.reason
      from generated_facts meant
      full join found_facts found using (row_id, ordinal)
      where (meant.kind, meant.access_key) is distinct from (found.kind, found.access_key)
        or meant.kind = 'document' and
          (meant.model, meant.issuer, meant.issuer_type, meant.recipient_root, meant.state,
           meant.layout, meant.operation, meant.purpose, meant.emission, meant.value_cents,
           meant.issued, meant.issued_local)
          is distinct from
          (found.model, found.issuer, found.issuer_type, found.recipient_root, found.state,
           found.layout, found.operation, found.purpose, found.emission, found.value_cents,
           found.issued, found.issued_local)
        or meant.kind in ('document', 'cancellation') and
          (meant.registered, meant.status, meant.form, meant.event_type, meant.production)
          is distinct from
          (found.registered, found.status, found.form, found.event_type, found.production)
      """;

  @TempDir private Path folder;

  @Test
  void shouldFindWhatGeneratedRowsWereMeantToSay() throws Exception {
    DocumentGenerator generator =
        new DocumentGenerator(
            11,
            LoadProfile.standard().withIssuers(200),
            new SpreadArrivals(11, LoadProfile.standard(), NOW, ROWS));
    for (int i = 0; i < ROWS; i++) {
      // With a mark, as the characters of a text may come with a declaration of any encoding.
      Files.writeString(
          folder.resolve("%06d.xml".formatted(i)), "\uFEFF" + generator.row(i).xml(), UTF_8);
    }
    String database = "generated_folder";
    GeneratedTable table = new GeneratedTable("generated_documents", "generated_facts");
    try (Connection connection = TestDatabase.connect(database)) {
      table.create(connection);
      new BulkLoad(
              () -> TestDatabase.reconnect(database),
              table,
              generator,
              1,
              Clock.systemUTC(),
              progress -> {})
          .run(0, ROWS);
      FolderFacts.load(connection, folder, "found_documents", "found_facts", note -> {});

      List<String> differences = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(DIFFERENCES)) {
        while (row.next()) {
          differences.add(
              "row %d, %d: meant %s (%s), found %s (%s)"
                  .formatted(
                      row.getLong(1),
                      row.getInt(2),
                      row.getString(3),
                      row.getString(5),
                      row.getString(4),
                      row.getString(6)));
        }
      }
      assertThat(differences).isEmpty();
    }
  }
}
