package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that no slot will bring are told, and brought by a new snapshot. */
class LostSlotIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Fixture fixture;
  private String slot;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    slot = "tandem_" + fixture.source;
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    insert(1);
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void insert(int id) throws Exception {
    fixture.sql("INSERT INTO documents VALUES (" + id + ", '" + Xmls.summary(id) + "')");
  }

  private static String[] options(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  private void run() throws Exception {
    Fixture.Running running = fixture.start(options());
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
  }

  private String refusal(String... more) throws Exception {
    Fixture.Running running = fixture.start(options(more));
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .contains("collector resnapshot", "no count changes twice")
        .doesNotContain("\tat ");
    return running.errors.toString();
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    fixture.captures().forEach(capture -> keys.add(capture.row().key().text()));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "made anew", "moved"})
  void shouldSayThatChangesAreMissingAndBringThem(String how) throws Exception {
    run();
    insert(2);
    run();
    insert(3);
    fixture.awaitFreeSlots();
    switch (how) {
      case "dropped" -> fixture.sql("SELECT pg_drop_replication_slot('" + slot + "')");
      case "made anew" ->
          fixture.sql(
              "SELECT pg_drop_replication_slot('" + slot + "')",
              "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
      default ->
          // A slot moves as far as WAL is on disk.
          fixture.sql(
              "CHECKPOINT",
              "SELECT pg_replication_slot_advance('" + slot + "', pg_current_wal_lsn())");
    }
    assertThat(refusal())
        .contains(
            how.equals("dropped")
                ? "replication slot " + slot + " is gone"
                : "but no collector has come further than");
    assertThat(keys()).containsExactly("1", "2");

    Fixture.Running resnapshot = fixture.resnapshot(options());
    assertThat(resnapshot.await()).isZero();
    assertThat(resnapshot.printed.toString()).contains(slot, "snapshot 2");
    insert(4);
    run();
    run();
    assertThat(keys()).containsExactly("1", "2", "3", "4");
    assertThat(fixture.rowVersions()).as("what comes again is the same").hasSize(4);
    assertThat(fixture.snapshotCaptures().get("1")).isEqualTo(2);
    assertThat(fixture.snapshotMarks())
        .containsExactly(
            Mark.Kind.SNAPSHOT_STARTED,
            Mark.Kind.SNAPSHOT_FINISHED,
            Mark.Kind.SNAPSHOT_STARTED,
            Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldNotBelieveAStateWithoutItsSlotInTheSnapshotEither() throws Exception {
    fixture.put(
        fixture.topics.collectorState(),
        fixture.source,
        "{\"table\":\"public.documents\",\"slot\":\""
            + slot
            + "\",\"slotCreatedMs\":1234567,\"partitions\":2}");
    assertThat(refusal()).contains("is gone");
    assertThat(fixture.resnapshot(options()).await()).isZero();
    run();
    assertThat(keys()).containsExactly("1");
  }

  @Test
  void shouldNotMakeASlotAnewUnderARunningCollector() throws Exception {
    Fixture.Running running = fixture.start(options());
    fixture.awaitDelivery(running);
    Fixture.Running resnapshot = fixture.resnapshot(options());
    assertThat(resnapshot.await()).isEqualTo(1);
    assertThat(resnapshot.errors.toString())
        .contains("is at work on slot " + slot, "stop all of them first")
        .doesNotContain("\tat ");
    assertThat(running.stop()).isZero();
  }

  /** A transaction that stays open keeps its slot from moving, until the quota for WAL is full. */
  @Test
  void shouldSayThatTheQuotaForWalIsFull(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_slot_wal_keep_size", "1MB")
                .setPgBinaryResolver(
                    (system, architecture) ->
                        LostSlotIT.class.getResourceAsStream("/postgres-linux-x86_64.txz"))
                .setOverrideWorkingDirectory(folder.toFile())
                .start();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
        Connection application =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
        Statement statement = connection.createStatement()) {
      String[] there =
          options(
              "--url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
              "--user=postgres");
      statement.execute("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
      Fixture.Running running = fixture.start(there);
      await().atMost(PATIENCE).until(() -> fixture.snapshotMarks().size() == 2);
      application.setAutoCommit(false);
      application.createStatement().execute("INSERT INTO documents VALUES (1, 'not committed')");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                statement.execute("SELECT pg_logical_emit_message(true, 'other', 'fills the WAL')");
                statement.execute("SELECT pg_switch_wal()");
                statement.execute("CHECKPOINT");
                try (ResultSet row =
                    statement.executeQuery("SELECT wal_status FROM pg_replication_slots")) {
                  row.next();
                  return row.getString(1).equals("lost");
                }
              });
      assertThat(running.await()).isEqualTo(1);
      assertThat(running.errors.toString())
          .contains(
              "replication slot " + slot + " has lost changes",
              "max_slot_wal_keep_size",
              "collector resnapshot")
          .doesNotContain("\tat ");
      application.rollback();
      statement.execute("INSERT INTO documents VALUES (2, '" + Xmls.summary(2) + "')");
      assertThat(fixture.start(there).await()).isEqualTo(1);
      assertThat(fixture.resnapshot(there).await()).isZero();
      Fixture.Running again = fixture.start(there);
      await().atMost(PATIENCE).until(() -> fixture.snapshotMarks().size() == 4);
      assertThat(again.stop()).isZero();
      assertThat(keys()).containsExactly("2");
    }
  }
}
