package dev.tandem.localstack.generator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.Fact;
import dev.tandem.localstack.generator.GeneratedRow;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.server.Durability;
import dev.tandem.localstack.server.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadIT {
  private static final LoadProfile PROFILE = LoadProfile.standard().withIssuers(1_000);
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  @TempDir private static Path folder;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() {
    database = EmbeddedDatabase.start(folder, 0, Durability.FAST);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void shouldReadBackWhatWasGenerated() throws Exception {
    GeneratedTable table = created("bulk");
    DocumentGenerator generator = generator(5_000);
    List<LoadProgress> reports = new ArrayList<>();

    LoadProgress end =
        new BulkLoad(database::connection, table, generator, 2, Clock.systemUTC(), reports::add)
            .run(0, 5_000);

    assertThat(end.rows()).isEqualTo(5_000);
    assertThat(reports.get(reports.size() - 1)).isEqualTo(end);
    List<Fact> expected = new ArrayList<>();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM bulk_documents ORDER BY id")) {
      for (long index = 0; index < 5_000; index++) {
        GeneratedRow row = generator.row(index);
        assertThat(found.next()).isTrue();
        assertThat(found.getLong("id")).isEqualTo(row.id());
        assertThat(found.getString("xml")).isEqualTo(row.xml());
        assertThat(found.getObject("received_at", OffsetDateTime.class).toInstant())
            .isEqualTo(row.receivedAt());
        expected.addAll(row.facts());
      }
      assertThat(found.next()).isFalse();
    }
    assertThat(facts("bulk_facts")).isEqualTo(expected);
  }

  @Test
  void shouldKeepRowsComingBehindThoseThatAreThere() throws Exception {
    GeneratedTable table = created("live");
    new BulkLoad(database::connection, table, generator(100), 1, Clock.systemUTC(), report -> {})
        .run(0, 100);
    AtomicReference<LiveLoad> load = new AtomicReference<>();
    load.set(
        new LiveLoad(
            database::connection,
            table,
            1,
            PROFILE,
            2_000,
            Clock.systemUTC(),
            report -> {
              if (report.rows() >= 300) {
                load.get().stop();
              }
            }));
    Instant before = Instant.now();

    long rows = load.get().run();

    assertThat(rows).isGreaterThanOrEqualTo(300);
    try (Connection connection = database.connection()) {
      assertThat(table.nextIndex(connection)).isEqualTo(100 + rows);
      assertThat(number(connection, "SELECT count(*) FROM live_documents")).isEqualTo(100 + rows);
      assertThat(number(connection, "SELECT count(DISTINCT row_id) FROM live_facts"))
          .isEqualTo(100 + rows);
      assertThat(
              number(
                  connection,
                  "SELECT count(*) FROM live_documents WHERE id > 100 AND (received_at < '"
                      + before.minusSeconds(21)
                      + "' OR received_at > now())"))
          .isZero();
    }
  }

  @Test
  void shouldNameTheRowsAndTablesThatCannotBeWritten() throws Exception {
    GeneratedTable missing = new GeneratedTable("nowhere", "nothing");
    BulkLoad load =
        new BulkLoad(
            database::connection, missing, generator(10), 2, Clock.systemUTC(), report -> {});

    assertThatThrownBy(() -> load.run(0, 10))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("writing rows 1 to 10 into nowhere and nothing failed")
        .hasMessageContaining("does not exist");
  }

  private static DocumentGenerator generator(long rows) {
    return new DocumentGenerator(1, PROFILE, new SpreadArrivals(1, PROFILE, NOW, rows));
  }

  private static GeneratedTable created(String name) throws SQLException {
    GeneratedTable table = new GeneratedTable(name + "_documents", name + "_facts");
    try (Connection connection = database.connection()) {
      table.create(connection);
      table.create(connection);
    }
    return table;
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getLong(1);
    }
  }

  private static List<Fact> facts(String table) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT * FROM " + table + " ORDER BY row_id, ordinal")) {
      while (found.next()) {
        facts.add(fact(found));
      }
    }
    return facts;
  }

  private static Fact fact(ResultSet found) throws SQLException {
    long cents = found.getLong("value_cents");
    OptionalLong value = found.wasNull() ? OptionalLong.empty() : OptionalLong.of(cents);
    return new Fact(
        found.getLong("row_id"),
        found.getInt("ordinal"),
        Fact.Kind.valueOf(found.getString("kind").toUpperCase(java.util.Locale.ROOT)),
        found.getString("access_key"),
        found.getString("model"),
        found.getString("issuer"),
        found.getString("issuer_type"),
        found.getString("recipient_root"),
        found.getString("state"),
        found.getString("layout"),
        found.getString("operation"),
        found.getString("purpose"),
        found.getString("emission"),
        value,
        instant(found, "issued"),
        Optional.ofNullable(found.getObject("issued_local", LocalDateTime.class)),
        instant(found, "registered"),
        found.getString("status"),
        found.getString("form"),
        found.getString("event_type"),
        found.getBoolean("production"),
        found.getString("reason"),
        instant(found, "arrived").orElseThrow());
  }

  private static Optional<Instant> instant(ResultSet found, String column) throws SQLException {
    return Optional.ofNullable(found.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
