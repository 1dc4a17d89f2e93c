package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that only several columns together tell apart. */
class CompositeKeyIT {
  private static final String KEY =
      "'(' || id || ',' || to_char(received_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || ')'";

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql("SET timezone = 'UTC'");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void partitioned(String type, String constraint) throws Exception {
    fixture.sql(
        "CREATE TABLE documents (id bigint NOT NULL, xml text, received_at "
            + type
            + " NOT NULL"
            + constraint
            + ") PARTITION BY RANGE (received_at)",
        "CREATE TABLE january PARTITION OF documents FOR VALUES FROM ('2026-01-01') TO"
            + " ('2026-02-01')",
        "CREATE TABLE february PARTITION OF documents FOR VALUES FROM ('2026-02-01') TO"
            + " ('2026-03-01')",
        "CREATE TABLE others PARTITION OF documents DEFAULT");
  }

  private void insert(int id, String time) throws Exception {
    fixture.sql(
        "INSERT INTO documents VALUES ("
            + id
            + ", '"
            + Xmls.longSummary(id)
            + "', '"
            + time
            + "')");
  }

  private Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  private List<String> keys() {
    return fixture.captures().stream().map(capture -> capture.row().key().text()).toList();
  }

  private Set<String> inTable() throws Exception {
    Set<String> keys = new TreeSet<>();
    try (Statement statement = fixture.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + KEY + " FROM documents")) {
      while (row.next()) {
        keys.add(row.getString(1));
      }
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamptz", "timestamp(3)", "date"})
  void shouldCollectATablePartitionedByTimeByItsRoot(String type) throws Exception {
    partitioned(type, ", PRIMARY KEY (id, received_at)");
    insert(1, "2026-01-05 10:20:30.123");
    insert(1, "2026-02-05");
    insert(2, "2026-01-05 10:20:30.1");
    boolean date = type.equals("date");
    insert(3, date ? "9999-12-31" : "infinity");
    Set<String> snapshot =
        date
            ? inTable()
            : Set.of(
                "(1,2026-01-05T10:20:30.123000Z)",
                "(1,2026-02-05T00:00:00.000000Z)",
                "(2,2026-01-05T10:20:30.100000Z)",
                "(3,infinity)");
    Fixture.Running running = date ? start() : start("--arrival-column=received_at");
    fixture.awaitDelivery(running);
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(snapshot);

    // The same keys by the stream, and new ones.
    fixture.sql("UPDATE documents SET xml = '" + Xmls.summary(9) + "'");
    insert(4, "10000-01-01 00:00:00");
    insert(5, "0044-03-15 01:02:03 BC");
    fixture.awaitDelivery(running);
    List<String> streamed = new ArrayList<>(snapshot);
    streamed.addAll(snapshot);
    streamed.add("(4,+10000-01-01T00:00:00.000000Z)");
    streamed.add(date ? "(5,-0043-03-15T00:00:00.000000Z)" : "(5,-0043-03-15T01:02:03.000000Z)");
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(streamed);

    // From one partition to another, the XML left as it is; and within one.
    fixture.sql(
        "UPDATE documents SET received_at = '2026-02-07' WHERE id = 5",
        "UPDATE documents SET id = 6 WHERE id = 4");
    fixture.awaitDelivery(running);
    streamed.add("(5,2026-02-07T00:00:00.000000Z)");
    streamed.add("(6,+10000-01-01T00:00:00.000000Z)");
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(streamed);
    assertThat(running.stop()).isZero();
  }

  @Test
  void shouldNameTheColumnsThatAreMissingFromTheKey() throws Exception {
    partitioned("timestamptz", "");
    fixture.sql("CREATE UNIQUE INDEX ON documents (received_at, id)");
    for (String partition : List.of("documents", "january", "february", "others")) {
      fixture.sql("ALTER TABLE " + partition + " REPLICA IDENTITY FULL");
    }
    insert(1, "2026-01-05");
    Fixture.Running refused = start("--key-columns=id");
    assertThat(refused.await()).isEqualTo(1);
    assertThat(refused.errors.toString())
        .contains("partitioned by received_at", "give --key-columns id,received_at")
        .doesNotContain("CREATE UNIQUE INDEX", "\tat ");
    Checked checked =
        Checked.with(
            fixture.options(
                "--table=public.documents", "--xml-column=xml", "--key-columns=id,received_at"));
    assertThat(checked.problems()).isEmpty();

    Fixture.Running running = start("--key-columns=id,received_at");
    fixture.awaitDelivery(running);
    insert(1, "2026-02-05");
    fixture.awaitDelivery(running);
    assertThat(keys())
        .containsExactlyInAnyOrder(
            "(1,2026-01-05T00:00:00.000000Z)", "(1,2026-02-05T00:00:00.000000Z)");
  }

  @Test
  void shouldGoOnInTheMiddleOfASnapshot() throws Exception {
    fixture.sql(
        "CREATE TABLE documents (branch uuid, \"Series, One\" varchar(9) COLLATE \"C\", id"
            + " numeric, xml text, PRIMARY KEY (branch, \"Series, One\", id))",
        "INSERT INTO documents SELECT ('00000000-0000-0000-0000-00000000000' || n % 3)::uuid, 's'"
            + " || n % 7, n / 10.0, '"
            + Xmls.summary(1)
            + "' FROM generate_series(1, 400) AS n");
    String[] slowly = {
      "--readers=4", "--max-rows-per-second=80", "--key-columns=branch,\"Series, One\",id"
    };
    Fixture.Running first = start(slowly);
    awaitCaptures(first, 40);
    assertThat(first.stop()).isZero();
    Fixture.Running second = start(slowly);
    awaitCaptures(second, 160);
    fixture.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name LIKE '%snapshot reader%'");
    fixture.awaitDelivery(second);
    Set<String> expected = new TreeSet<>();
    for (int n = 1; n <= 400; n++) {
      expected.add(
          fixture.query(
              "SELECT '(00000000-0000-0000-0000-00000000000"
                  + n % 3
                  + ",s"
                  + n % 7
                  + ",' || "
                  + n
                  + " / 10.0 || ')'"));
    }
    assertThat(new HashSet<>(keys())).isEqualTo(expected);
    assertThat(fixture.snapshotMarks()).hasSize(2);
    fixture.sql("UPDATE documents SET id = id + 1000, xml = xml || ' ' WHERE id < 1");
    fixture.awaitDelivery(second);
    assertThat(new HashSet<>(keys())).hasSize(409);
  }

  private void awaitCaptures(Fixture.Running running, int atLeast) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.code.isDone() || fixture.captures().size() >= atLeast);
    assertThat(running.errors.toString()).isEmpty();
  }
}
