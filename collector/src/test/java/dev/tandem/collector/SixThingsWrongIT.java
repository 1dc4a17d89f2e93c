package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with six things wrong: all are named, and the SQL that is printed mends them. */
class SixThingsWrongIT {
  private static final List<String> WRONG =
      List.of(
          // 1. wal_level is replica, as PostgreSQL comes.
          // 2. The role may not replicate.
          "CREATE ROLE tandem LOGIN",
          // 3. There is no replica identity.
          "CREATE TABLE documents (id int NOT NULL UNIQUE, xml text, received_at timestamptz)",
          // 4. The role may not read the XML, nor when it arrived.
          "GRANT SELECT (id) ON documents TO tandem",
          // 5. Updates are not published.
          "CREATE PUBLICATION tandem_six FOR TABLE documents WITH (publish = 'insert')",
          // 6. No slot is free.
          "SELECT pg_create_physical_replication_slot('taken_' || i) FROM generate_series(1,"
              + " current_setting('max_replication_slots')::int) i");

  @Test
  void shouldNameSixAndMendThem(@TempDir Path folder) throws Exception {
    try (Fixture fixture = new Fixture()) {
      try (EmbeddedPostgres postgres = start(folder)) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          for (String sql : WRONG) {
            statement.execute(sql);
          }
          Checked six = check(fixture, postgres);
          assertThat(six.code()).isEqualTo(1);
          assertThat(six.problems())
              .as(six.text())
              .containsExactlyInAnyOrder(
                  "wal_level", "replication", "replica_identity", "select", "publication", "slot");
          assertThat(six.text())
              .contains("ALTER SYSTEM SET wal_level = 'logical';", "then restart the server")
              .contains("ALTER ROLE tandem REPLICATION;")
              .contains("REPLICA IDENTITY USING INDEX documents_id_key;")
              .contains("GRANT SELECT (\"xml\", \"received_at\")")
              .contains("SET (publish = 'insert, update');")
              .contains("ALTER SYSTEM SET max_replication_slots = ");
          six.mend(connection);
          assertThat(check(fixture, postgres).problems())
              .as("what waits for the restart")
              .containsExactlyInAnyOrder("wal_level", "slot");
        }
      }
      try (EmbeddedPostgres postgres = start(folder)) {
        Checked mended = check(fixture, postgres);
        assertThat(mended.code()).as(mended.text()).isZero();
        assertThat(mended.problems()).isEmpty();
      }
    }
  }

  private static EmbeddedPostgres start(Path folder) throws Exception {
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver(
            (system, architecture) ->
                SixThingsWrongIT.class.getResourceAsStream("/postgres-linux-x86_64.txz"))
        .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }

  private static Checked check(Fixture fixture, EmbeddedPostgres postgres) throws Exception {
    List<String> flags =
        fixture.options(
            "--source=six",
            "--user=tandem",
            "--table=public.documents",
            "--key-columns=id",
            "--xml-column=xml",
            "--arrival-column=received_at",
            "--url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
    return Checked.with(flags);
  }
}
