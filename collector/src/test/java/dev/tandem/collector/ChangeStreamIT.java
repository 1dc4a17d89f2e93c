package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeStreamIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "xml", "bytea"})
  void shouldCaptureAnUpdateOnlyWhereTheXmlChanged(String type) throws Exception {
    String cast = type.equals("bytea") ? "convert_to(%s, 'UTF8')" : "%s::" + type;
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, status text, xml " + type + ")",
        "INSERT INTO documents VALUES (1, 'new', "
            + cast.formatted("'" + Xmls.longSummary(1) + "'")
            + ")");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql(
        "UPDATE documents SET status = 'seen'",
        "UPDATE documents SET xml = " + cast.formatted("'" + Xmls.longSummary(2) + "'"),
        "UPDATE documents SET status = 'seen again'");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures())
        .extracting(capture -> capture.record().accessKey())
        .containsExactlyInAnyOrder(
            "35260100000000000191550000000000000000000001",
            "35260100000000000191550000000000000000000002");
    assertThat(fixture.rejections()).isEmpty();
  }

  @Test
  void shouldCaptureADocumentThatIsAuthorisedLater() throws Exception {
    String key = "35260311222333000181550010000001231123456781";
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
        "INSERT INTO documents VALUES (1, '" + Xmls.document(key, "302") + "')");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("UPDATE documents SET xml = '" + Xmls.document(key, "100") + "'");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures())
        .extracting(capture -> ((Document) capture.record()).status())
        .containsExactly("302", "100");
    assertThat(fixture.captures())
        .allSatisfy(
            capture -> {
              assertThat(capture.record().accessKey()).isEqualTo(key);
              assertThat(capture.row().key().text()).isEqualTo("1");
            });
    assertThat(fixture.captures().get(1).arrivedMs())
        .isGreaterThan(fixture.captures().get(0).arrivedMs());
  }

  @Test
  void shouldRejectAnXmlThatIsSetToNull() throws Exception {
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
        "INSERT INTO documents VALUES (1, NULL), (2, '" + Xmls.summary(2) + "')");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("UPDATE documents SET xml = NULL WHERE id = 2");
    fixture.awaitDelivery(running);
    assertThat(fixture.rejections())
        .hasSize(2)
        .allSatisfy(rejection -> assertThat(rejection.reason()).isEqualTo(RejectReason.EMPTY));
  }

  @Test
  void shouldCountNeitherDeletesNorTruncates() throws Exception {
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("DELETE FROM documents", "TRUNCATE documents");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures()).hasSize(1);
  }

  @Test
  void shouldMoveWatermarkAndSlotOfAnIdleDatabase() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    String slot =
        "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 'tandem_"
            + fixture.source
            + "'";
    String before = fixture.query(slot);
    fixture.awaitDelivery(running);
    await().atMost(PATIENCE).until(() -> !fixture.query(slot).equals(before));
    for (int partition = 0; partition < 2; partition++) {
      List<Mark> heartbeats =
          fixture.marks(partition).stream()
              .filter(mark -> mark.kind() == Mark.Kind.HEARTBEAT)
              .toList();
      assertThat(heartbeats).hasSizeGreaterThan(1);
      assertThat(heartbeats).extracting(Mark::timeMs).isSorted();
    }
  }

  @Test
  void shouldNotTakeAnotherSourcesHeartbeats() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    Fixture.Running running = start("--heartbeat-interval=29s");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !heartbeats().isEmpty()
                    && fixture.snapshotMarks().contains(Mark.Kind.SNAPSHOT_FINISHED));
    fixture.sql(
        "SELECT pg_logical_emit_message(false, 'tandem:other', '4102444800000')",
        "SELECT pg_logical_emit_message(false, 'tandem:" + fixture.source + "', '4102444800001')");
    await().atMost(PATIENCE).until(() -> !forgedTimesMs().isEmpty());
    assertThat(forgedTimesMs()).containsExactly(4_102_444_800_001L);
    assertThat(running.stop()).isZero();
  }

  /** Of heartbeats that the test has sent itself. */
  private List<Long> forgedTimesMs() {
    return heartbeats().stream()
        .map(Mark::timeMs)
        .filter(timeMs -> timeMs >= 4_102_444_800_000L)
        .toList();
  }

  private List<Mark> heartbeats() {
    return fixture.marks(0).stream().filter(mark -> mark.kind() == Mark.Kind.HEARTBEAT).toList();
  }

  @Test
  void shouldGoOnAfterALostConnection() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + fixture.source
            + "' AND pid <> pg_backend_pid()",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures()).extracting(Capture::position).doesNotContain(0L).isNotEmpty();
    assertThat(running.stop()).isZero();
  }

  @Test
  void shouldNotGoOnWithoutItsSlot() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              fixture.sql(
                  "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE"
                      + " slot_name = 'tandem_"
                      + fixture.source
                      + "'",
                  "SELECT pg_drop_replication_slot('tandem_" + fixture.source + "')");
              return true;
            });
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .contains("replication slot tandem_" + fixture.source + " is gone")
        .doesNotContain("\tat ");
    assertThat(
            fixture.query(
                "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'tandem_"
                    + fixture.source
                    + "'"))
        .isEqualTo("0");
  }

  @Test
  void shouldStopWhereACapturedColumnIsGone() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, other int, xml text)");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql(
        "ALTER TABLE documents DROP COLUMN other",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
    fixture.awaitDelivery(running);
    fixture.sql(
        "ALTER TABLE documents RENAME COLUMN xml TO content",
        "INSERT INTO documents VALUES (2, '" + Xmls.summary(2) + "')");
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString()).contains("column xml of table public.documents is gone");
    assertThat(fixture.captures()).hasSize(1);
  }
}
