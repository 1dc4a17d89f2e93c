package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one collector has done no other does again, and what one leaves another takes up. */
class ResumeIT {
  private static final Set<String> ALL = PlannedSource.keys(0, PlannedSource.RANGES);

  private PlannedSource source;
  private Fixture fixture;
  private String slot;

  @BeforeEach
  void setUp() throws Exception {
    source = new PlannedSource();
    fixture = source.fixture;
    slot = source.slot;
  }

  @AfterEach
  void tearDown() throws Exception {
    source.close();
  }

  private void assertSnapshotOnce(Set<String> keys) {
    assertThat(fixture.snapshotCaptures().keySet()).isEqualTo(keys);
    assertThat(fixture.snapshotCaptures().values()).containsOnly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "ranges"})
  void shouldGoOnWithWhatIsUnfinishedOnly(String mode) throws Exception {
    source.plan();
    source.claim(1, 2);
    Fixture.Running first = source.start("--readers=2", "--snapshot=" + mode);
    source.awaitUnfinished(first, 1, 2);
    assertThat(first.stop()).isZero();
    Set<String> read = PlannedSource.keys(0, 1);
    read.addAll(PlannedSource.keys(3, 4));
    assertSnapshotOnce(read);
    assertThat(fixture.snapshotMarks()).isEmpty();

    source.release();
    Fixture.Running second = source.start("--snapshot=" + mode);
    fixture.awaitDelivery(second);
    assertThat(second.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);

    source.insert(1000);
    Fixture.Running third = source.start();
    fixture.awaitDelivery(third);
    assertThat(third.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
    assertThat(fixture.captures())
        .filteredOn(capture -> capture.position() > 0)
        .extracting(capture -> capture.row().key().text())
        .contains("1000");
  }

  @Test
  void shouldStreamWhileTheSnapshotIsRead() throws Exception {
    source.plan();
    source.claim(3);
    Fixture.Running running = source.start();
    source.awaitUnfinished(running, 3);
    source.insert(1000);
    await()
        .atMost(PlannedSource.PATIENCE)
        .until(
            () ->
                fixture.captures().stream()
                    .anyMatch(capture -> capture.row().key().text().equals("1000")));
    assertThat(fixture.snapshotMarks()).isEmpty();
    source.release();
    fixture.awaitDelivery(running);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
    assertThat(running.stop()).isZero();
  }

  @Test
  void shouldGoOnByItselfWhenItsConnectionsDieInTheSnapshot() throws Exception {
    source.plan();
    source.claim(2);
    Fixture.Running running = source.start("--readers=2");
    source.awaitUnfinished(running, 2);
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid()");
    source.release();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldNotMissARowThatMovesOutOfReach() throws Exception {
    fixture.sql("UPDATE documents SET xml = '" + Xmls.longSummary(350) + "' WHERE id = 350");
    source.plan();
    source.claim(3);
    Fixture.Running running = source.start("--snapshot=ranges");
    source.awaitUnfinished(running, 3);
    fixture.sql("UPDATE documents SET id = -350 WHERE id = 350");
    source.release();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    assertThat(fixture.captures())
        .filteredOn(capture -> capture.row().key().text().equals("-350"))
        .extracting(capture -> capture.record().accessKey())
        .containsExactly("35260100000000000191550000000000000000000350");
    assertThat(fixture.snapshotCaptures()).doesNotContainKey("350");
  }

  @Test
  void shouldShareRangesAmongCollectors() throws Exception {
    source.plan();
    // Neither of the two is the owner, nor can it begin.
    source.lock(slot);
    source.claim(0, 1, 2, 3);
    Fixture.Running first = source.start("--readers=1");
    Fixture.Running second = source.start("--readers=1");
    String readers = "application_name LIKE '%snapshot reader%'";
    await().atMost(PlannedSource.PATIENCE).until(() -> source.connections(readers).size() == 2);
    try (Connection blocker = fixture.connect()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE");
      fixture.sql(
          "SELECT pg_advisory_unlock(hashtextextended('tandem:"
              + slot
              + "/1/plan/' || range, 0)) FROM generate_series(0, 3) range");
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  source
                          .connections(
                              readers
                                  + " AND pid IN (SELECT pid FROM pg_locks WHERE locktype ="
                                  + " 'advisory' AND granted)")
                          .size()
                      == 2);
      blocker.commit();
    }
    source.awaitUnfinished(first);
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).as("it is the owner who writes them").isEmpty();

    source.release();
    fixture.awaitDelivery(first);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
    assertThat(first.stop()).isZero();
    source.insert(1000);
    fixture.awaitDelivery(second);
    assertThat(second.stop()).isZero();
    assertThat(fixture.captures())
        .extracting(capture -> capture.row().key().text())
        .contains("1000");
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldTakeOverWhenTheOwnerDies() throws Exception {
    String user = fixture.source + "_owner";
    fixture.sql("CREATE USER " + user + " LOGIN SUPERUSER");
    Fixture.Running owner = source.start("--user=" + user);
    fixture.awaitDelivery(owner);
    Fixture.Running other = source.start();
    await()
        .atMost(PlannedSource.PATIENCE)
        .until(
            () -> source.connections("application_name = 'tandem collector: control'").size() == 2);
    assertThat(other.code).isNotDone();

    fixture.sql("ALTER USER " + user + " NOLOGIN");
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user + "'");
    source.insert(1000);
    assertThat(owner.await()).isEqualTo(1);
    fixture.awaitDelivery(other);
    assertThat(other.stop()).isZero();
    assertThat(fixture.captures())
        .filteredOn(capture -> capture.position() > 0)
        .extracting(capture -> capture.row().key().text())
        .contains("1000");
    assertThat(fixture.snapshotMarks())
        .containsExactly(Mark.Kind.SNAPSHOT_STARTED, Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldWaitForTransactionsOlderThanTheSlot() throws Exception {
    try (Connection application = fixture.connect()) {
      fixture.sql(
          "CREATE PUBLICATION " + slot + " FOR TABLE documents WITH (publish = 'insert, update')",
          "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
      application.setAutoCommit(false);
      application
          .createStatement()
          .execute("INSERT INTO documents VALUES (1000, '" + Xmls.summary(1000) + "')");
      // Its barrier comes behind the application's transaction.
      Fixture.Running running = source.start();
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () -> !source.connections("application_name LIKE '%older transactions%'").isEmpty());
      assertThat(fixture.snapshotCaptures()).isEmpty();
      application.commit();
      fixture.awaitDelivery(running);
      assertThat(running.stop()).isZero();
    }
    assertThat(fixture.snapshotCaptures()).containsKey("1000");
    assertThat(fixture.captures())
        .filteredOn(capture -> capture.row().key().text().equals("1000"))
        .extracting(Capture::position)
        .hasSize(2);
  }

  @Test
  void shouldReadTheStateOfThePreviousVersion() throws Exception {
    fixture.sql(
        "CREATE PUBLICATION " + slot + " FOR TABLE documents WITH (publish = 'insert, update')",
        "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    fixture.put(
        fixture.topics.collectorState(),
        fixture.source,
        "{\"table\":\"public.documents\",\"slot\":\""
            + slot
            + "\",\"slotCreatedMs\":1234567,\"partitions\":2}");
    Fixture.Running running = source.start();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.captures()).extracting(Capture::arrivedMs).containsOnly(1234567L);
  }

  @Test
  void shouldRefuseOtherColumnsThanTheSnapshots() throws Exception {
    fixture.sql("ALTER TABLE documents ADD COLUMN other text");
    assertThat(source.start("--until-caught-up").await()).isZero();
    Fixture.Running other = source.start("--xml-column=other");
    assertThat(other.await()).isEqualTo(1);
    assertThat(other.errors.toString())
        .contains("with key column id, XML column xml", "XML column other", "collector resnapshot")
        .doesNotContain("\tat ");
  }
}
