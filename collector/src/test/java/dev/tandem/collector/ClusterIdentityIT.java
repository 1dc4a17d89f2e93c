package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.localstack.server.Durability;
import dev.tandem.localstack.server.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot of another database under the same name is refused, and a new snapshot leads out. */
class ClusterIdentityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Fixture fixture;
  private String slot;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    slot = "tandem_" + fixture.source;
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @Test
  void shouldRefuseTheSlotOfAnotherClusterAndOfAnotherTimeline(@TempDir Path folder)
      throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)", row(1));
    Fixture.Running running = fixture.start(options(fixture.url));
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();

    String url;
    try (EmbeddedDatabase moved = EmbeddedDatabase.start(folder, 0, Durability.FAST)) {
      url = moved.jdbcUrl();
      // A dump brings the rows and the publication; the slot was made by hand.
      sql(
          url,
          "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
          row(1),
          "CREATE PUBLICATION " + slot + " FOR TABLE documents WITH (publish = 'insert, update')",
          row(2),
          "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')",
          row(3));
      awaitBeyond(query(url, "SELECT pg_current_wal_lsn()"));
      assertRefused(url, "the database was moved to another cluster");
      assertThat(keys()).containsExactly("1");
      runAnew(url);
      assertThat(keys()).containsExactly("1", "2", "3");
    }

    // What a restore to a point in time, and a failover, leave: the same system, a new timeline.
    Path data = folder.resolve("data");
    Files.createFile(data.resolve("recovery.signal"));
    Files.writeString(data.resolve("postgresql.auto.conf"), "restore_command = 'false'\n");
    try (EmbeddedDatabase restored = EmbeddedDatabase.start(folder, 0, Durability.FAST)) {
      url = restored.jdbcUrl();
      String restoredUrl = url;
      await()
          .atMost(PATIENCE)
          .until(() -> query(restoredUrl, "SELECT pg_is_in_recovery()").equals("f"));
      sql(url, row(4));
      assertRefused(url, "began another timeline");
      assertThat(keys()).containsExactly("1", "2", "3");
      runAnew(url);
      assertThat(keys()).containsExactly("1", "2", "3", "4");
      assertThat(fixture.rowVersions()).hasSize(4);
    }
  }

  @Test
  void shouldNotGoOnFromAStateThatKeepsNoIdentity() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)", row(1));
    Fixture.Running running = fixture.start(options(fixture.url));
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    fixture.put(
        fixture.topics.collectorState(),
        fixture.source + "/1",
        "{\"slotCreatedMs\":1,\"barrier\":1,\"slotPosition\":1,\"reading\":\"all\"}");
    fixture.awaitFreeSlots();
    assertRefused(fixture.url, "an earlier version kept no identity");
    fixture.sql(row(2));
    runAnew(fixture.url);
    assertThat(keys()).containsExactly("1", "2");
  }

  private void assertRefused(String url, String why) throws Exception {
    Fixture.Running refused = fixture.start(options(url));
    assertThat(refused.await()).isEqualTo(1);
    assertThat(refused.errors.toString())
        .contains("replication slot " + slot, why, "collector resnapshot")
        .doesNotContain("\tat ");
    List<String> flags = fixture.options(options(url));
    Checked checked = Checked.with(flags);
    assertThat(checked.problems()).contains("slot");
    assertThat(checked.text()).contains(why);
  }

  /** The way out. */
  private void runAnew(String url) throws Exception {
    assertThat(fixture.resnapshot(options(url)).await()).isZero();
    Fixture.Running running = fixture.start(options(url, "--until-caught-up"));
    assertThat(running.await()).isZero();
    assertThat(running.errors.toString()).isEmpty();
  }

  private String[] options(String url, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--url=" + url, "--user=postgres", "--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  /** The position that is known lies beyond the other cluster's, so it alone betrays nothing. */
  private void awaitBeyond(String lsn) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              fixture.sql("SELECT pg_logical_emit_message(true, 'other', 'fills the WAL')");
              fixture.sql("SELECT pg_switch_wal()");
              Fixture.Running running = fixture.start(options(fixture.url, "--until-caught-up"));
              assertThat(running.await()).isZero();
              fixture.awaitFreeSlots();
              return fixture
                  .query(
                      "SELECT confirmed_flush_lsn > '"
                          + lsn
                          + "' FROM pg_replication_slots WHERE slot_name = '"
                          + slot
                          + "'")
                  .equals("t");
            });
  }

  private static String row(int id) {
    return "INSERT INTO documents VALUES (" + id + ", '" + Xmls.summary(id) + "')";
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    fixture.captures().forEach(capture -> keys.add(capture.row().key().text()));
    return keys;
  }

  private static void sql(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
