package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.collector.log.LogTopics;
import dev.tandem.collector.state.KnownSource;
import dev.tandem.collector.state.RangePlan;
import dev.tandem.collector.state.SnapshotStart;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.table.KeyRange;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one collector has done no other does again, and what one leaves another takes up. */
class ResumeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RANGES = 4;
  private static final int ROWS_PER_RANGE = 100;
  private static final Set<String> ALL = keys(0, RANGES);
  private static final String PLAN = "plan";

  private Fixture fixture;
  private StateTopic state;
  private String slot;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    slot = "tandem_" + fixture.source;
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    for (int id = 0; id < RANGES * ROWS_PER_RANGE; id++) {
      insert(id);
    }
    LogTopics.ensure(fixture.logSettings());
    state = StateTopic.open(fixture.logSettings(), fixture.source);
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
    state.close();
  }

  private void insert(int id) throws SQLException {
    fixture.sql("INSERT INTO documents VALUES (" + id + ", '" + Xmls.summary(id) + "')");
  }

  private static Set<String> keys(int fromRange, int toRange) {
    return IntStream.range(fromRange * ROWS_PER_RANGE, toRange * ROWS_PER_RANGE)
        .mapToObj(String::valueOf)
        .collect(Collectors.toSet());
  }

  private Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  /** A source whose collector has made slot, state and plan, and has died. */
  private void plan() throws SQLException {
    fixture.sql(
        "CREATE PUBLICATION " + slot + " FOR TABLE documents WITH (publish = 'insert, update')",
        "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    long nowMs = System.currentTimeMillis();
    state.register(new KnownSource("public.documents", slot, nowMs, 2));
    state.begin(
        1,
        new SnapshotStart(
            nowMs,
            Long.parseLong(fixture.query("SELECT pg_current_xact_id()::text")),
            Long.parseLong(
                fixture.query(
                    "SELECT (confirmed_flush_lsn - '0/0')::bigint FROM pg_replication_slots WHERE"
                        + " slot_name = '"
                        + slot
                        + "'")),
            "key column id, XML column xml, no arrival column, all rows"));
    List<KeyRange> ranges = new ArrayList<>();
    Optional<String> from = Optional.empty();
    for (int i = 1; i <= RANGES; i++) {
      Optional<String> to =
          i == RANGES ? Optional.empty() : Optional.of(String.valueOf(i * ROWS_PER_RANGE));
      ranges.add(new KeyRange(from, to));
      from = to;
    }
    state.plan(1, PLAN, RANGES * ROWS_PER_RANGE, ranges);
  }

  /** Claims as another collector's reader would; it has no way to finish what it claims. */
  private void claim(int... ranges) throws SQLException {
    for (int range : ranges) {
      lock(slot + "/1/" + PLAN + '/' + range);
    }
  }

  private void lock(String name) throws SQLException {
    fixture.sql("SELECT pg_advisory_lock(hashtextextended('tandem:" + name + "', 0))");
  }

  private void release() throws SQLException {
    fixture.sql("SELECT pg_advisory_unlock_all()");
  }

  private void awaitUnfinished(Fixture.Running running, Integer... ranges) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                running.code.isDone()
                    || state
                        .read()
                        .snapshot()
                        .flatMap(SnapshotState::plan)
                        .map(RangePlan::unfinished)
                        .filter(List.of(ranges)::equals)
                        .isPresent());
    assertThat(running.errors.toString()).isEmpty();
  }

  private List<String> connections(String condition) throws SQLException {
    List<String> pids = new ArrayList<>();
    try (Statement statement = fixture.connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
                    + " pg_backend_pid() AND "
                    + condition)) {
      while (row.next()) {
        pids.add(row.getString(1));
      }
    }
    return pids;
  }

  private void assertSnapshotOnce(Set<String> keys) {
    assertThat(fixture.snapshotCaptures().keySet()).isEqualTo(keys);
    assertThat(fixture.snapshotCaptures().values()).containsOnly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "ranges"})
  void shouldGoOnWithWhatIsUnfinishedOnly(String mode) throws Exception {
    plan();
    claim(1, 2);
    Fixture.Running first = start("--readers=2", "--snapshot=" + mode);
    awaitUnfinished(first, 1, 2);
    assertThat(first.stop()).isZero();
    Set<String> read = keys(0, 1);
    read.addAll(keys(3, 4));
    assertSnapshotOnce(read);
    assertThat(fixture.snapshotMarks()).isEmpty();

    release();
    Fixture.Running second = start("--snapshot=" + mode);
    fixture.awaitDelivery(second);
    assertThat(second.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);

    insert(1000);
    Fixture.Running third = start();
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
    plan();
    claim(3);
    Fixture.Running running = start();
    awaitUnfinished(running, 3);
    insert(1000);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                fixture.captures().stream()
                    .anyMatch(capture -> capture.row().key().text().equals("1000")));
    assertThat(fixture.snapshotMarks()).isEmpty();
    release();
    fixture.awaitDelivery(running);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
    assertThat(running.stop()).isZero();
  }

  @Test
  void shouldGoOnByItselfWhenItsConnectionsDieInTheSnapshot() throws Exception {
    plan();
    claim(2);
    Fixture.Running running = start("--readers=2");
    awaitUnfinished(running, 2);
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid()");
    release();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldNotMissARowThatMovesOutOfReach() throws Exception {
    fixture.sql("UPDATE documents SET xml = '" + Xmls.longSummary(350) + "' WHERE id = 350");
    plan();
    claim(3);
    Fixture.Running running = start("--snapshot=ranges");
    awaitUnfinished(running, 3);
    fixture.sql("UPDATE documents SET id = -350 WHERE id = 350");
    release();
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
    plan();
    // Neither of the two is the owner, nor can it begin.
    lock(slot);
    claim(0, 1, 2, 3);
    Fixture.Running first = start("--readers=1");
    Fixture.Running second = start("--readers=1");
    String readers = "application_name LIKE '%snapshot reader%'";
    await().atMost(PATIENCE).until(() -> connections(readers).size() == 2);
    try (Connection blocker = fixture.connect()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE");
      fixture.sql(
          "SELECT pg_advisory_unlock(hashtextextended('tandem:"
              + slot
              + "/1/plan/' || range, 0)) FROM generate_series(0, 3) range");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  connections(
                              readers
                                  + " AND pid IN (SELECT pid FROM pg_locks WHERE locktype ="
                                  + " 'advisory' AND granted)")
                          .size()
                      == 2);
      blocker.commit();
    }
    awaitUnfinished(first);
    assertSnapshotOnce(ALL);
    assertThat(fixture.snapshotMarks()).as("it is the owner who writes them").isEmpty();

    release();
    fixture.awaitDelivery(first);
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_FINISHED);
    assertThat(first.stop()).isZero();
    insert(1000);
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
    Fixture.Running owner = start("--user=" + user);
    fixture.awaitDelivery(owner);
    Fixture.Running other = start();
    await()
        .atMost(PATIENCE)
        .until(() -> connections("application_name = 'tandem collector: control'").size() == 2);
    assertThat(other.code).isNotDone();

    fixture.sql("ALTER USER " + user + " NOLOGIN");
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user + "'");
    insert(1000);
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
      Fixture.Running running = start();
      await()
          .atMost(PATIENCE)
          .until(() -> !connections("application_name LIKE '%older transactions%'").isEmpty());
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
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    assertSnapshotOnce(ALL);
    assertThat(fixture.captures()).extracting(Capture::arrivedMs).containsOnly(1234567L);
  }

  @Test
  void shouldRefuseOtherColumnsThanTheSnapshots() throws Exception {
    fixture.sql("ALTER TABLE documents ADD COLUMN other text");
    assertThat(start("--until-caught-up").await()).isZero();
    Fixture.Running other = start("--xml-column=other");
    assertThat(other.await()).isEqualTo(1);
    assertThat(other.errors.toString())
        .contains("with key column id, XML column xml", "XML column other", "collector resnapshot")
        .doesNotContain("\tat ");
  }
}
