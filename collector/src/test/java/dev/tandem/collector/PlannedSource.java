package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.collector.database.ClusterIdentity;
import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.log.LogTopics;
import dev.tandem.collector.state.KnownSource;
import dev.tandem.collector.state.RangePlan;
import dev.tandem.collector.state.SnapshotStart;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.table.KeyRange;
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
import java.util.stream.Stream;

/** A table of 400 rows, keyed 0 to 399, whose snapshot is planned in four ranges. */
final class PlannedSource implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int RANGES = 4;
  private static final int ROWS_PER_RANGE = 100;
  private static final String PLAN = "plan";

  final Fixture fixture = new Fixture();
  final String slot = "tandem_" + fixture.source;
  private final StateTopic state;

  PlannedSource() throws Exception {
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    for (int id = 0; id < RANGES * ROWS_PER_RANGE; id++) {
      insert(id);
    }
    LogTopics.ensure(fixture.logSettings());
    state = StateTopic.open(fixture.logSettings(), fixture.source);
  }

  void insert(int id) throws SQLException {
    fixture.sql("INSERT INTO documents VALUES (" + id + ", '" + Xmls.summary(id) + "')");
  }

  static Set<String> keys(int fromRange, int toRange) {
    return IntStream.range(fromRange * ROWS_PER_RANGE, toRange * ROWS_PER_RANGE)
        .mapToObj(String::valueOf)
        .collect(Collectors.toSet());
  }

  Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  /** A source whose collector has made slot, state and plan, and has died. */
  void plan() throws SQLException {
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
            "key column id, XML column xml, no arrival column, all rows",
            ClusterIdentity.read(
                new Database(
                    new DatabaseSettings(
                        fixture.url, fixture.servers.database().user(), Optional.empty())))));
    List<KeyRange> ranges = new ArrayList<>();
    Optional<List<String>> from = Optional.empty();
    for (int i = 1; i <= RANGES; i++) {
      Optional<List<String>> to =
          i == RANGES ? Optional.empty() : Optional.of(List.of(String.valueOf(i * ROWS_PER_RANGE)));
      ranges.add(new KeyRange(from, to));
      from = to;
    }
    state.plan(1, PLAN, RANGES * ROWS_PER_RANGE, ranges);
  }

  /** Claims as another collector's reader would; it has no way to finish what it claims. */
  void claim(int... ranges) throws SQLException {
    for (int range : ranges) {
      lock(slot + "/1/" + PLAN + '/' + range);
    }
  }

  void lock(String name) throws SQLException {
    fixture.sql("SELECT pg_advisory_lock(hashtextextended('tandem:" + name + "', 0))");
  }

  void release() throws SQLException {
    fixture.sql("SELECT pg_advisory_unlock_all()");
  }

  /** The ranges that nobody has called finished. */
  List<Integer> unfinished() {
    return state.read().snapshot().flatMap(SnapshotState::plan).orElseThrow().unfinished();
  }

  void awaitUnfinished(Fixture.Running running, Integer... ranges) {
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

  /** Until so many readers of the snapshot are connected. */
  void awaitReaders(int count, Fixture.Running... running) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Stream.of(running).anyMatch(collector -> collector.code.isDone())
                    || connections("application_name LIKE '%snapshot reader%'").size() == count);
  }

  List<String> connections(String condition) throws SQLException {
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

  @Override
  public void close() throws Exception {
    fixture.close();
    state.close();
  }
}
