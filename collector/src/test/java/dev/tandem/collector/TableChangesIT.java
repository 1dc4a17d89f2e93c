package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Mark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is done to a table or its publication and keeps rows out of the change stream stops the
 * collector before its next heartbeat, even where all is put back; a new snapshot brings the rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableChangesIT {
  /** Stands for the insert of one more row. */
  private static final String INSERT = "INSERT";

  /** Stands for the publication. */
  private static final String P = "<p>";

  /** Stands for the table. */
  private static final String T = "<t>";

  /** Stands for a number that no other test uses. */
  private static final String N = "<n>";

  private final Map<String, Fixture> fixtures = new HashMap<>();
  private int number;

  @BeforeAll
  void setUp() throws Exception {
    fixtures.put("documents", new Fixture());
    fixtures.put("parted", new Fixture());
    fixtures.put("everywhere", new Fixture());
    fixtures.get("documents").sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    fixtures
        .get("parted")
        .sql(
            "CREATE TABLE parted (id int PRIMARY KEY, xml text) PARTITION BY RANGE (id)",
            "CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (0) TO (1000)");
    fixtures.get("everywhere").sql("CREATE TABLE everywhere (id int PRIMARY KEY, xml text)");
  }

  @AfterAll
  void tearDown() throws Exception {
    for (Fixture fixture : fixtures.values()) {
      fixture.close();
    }
  }

  private void apply(String table, List<String> statements) throws Exception {
    number++;
    Fixture fixture = fixtures.get(table);
    for (String sql : statements) {
      fixture.sql(
          sql.equals(INSERT)
              ? "INSERT INTO " + table + row(number)
              : sql.replace(P, "tandem_" + fixture.source)
                  .replace(N, Integer.toString(number))
                  .replace(T, table));
    }
  }

  private static String row(int id) {
    return " VALUES (" + id + ", '" + Xmls.summary(id) + "')";
  }

  private Fixture.Running start(String table) throws Exception {
    Fixture.Running running = fixtures.get(table).start(flags(table));
    fixtures.get(table).awaitDelivery(running);
    return running;
  }

  private static String[] flags(String table) {
    return new String[] {"--table=public." + table, "--xml-column=xml"};
  }

  private Checked check(String table) throws Exception {
    return Checked.with(fixtures.get(table).options(flags(table)));
  }

  private Set<String> captured(String table) {
    Set<String> keys = new TreeSet<>();
    fixtures.get(table).captures().forEach(capture -> keys.add(capture.row().key().text()));
    return keys;
  }

  private Set<String> inTable(String table) throws Exception {
    return new TreeSet<>(
        List.of(
            fixtures
                .get(table)
                .query("SELECT coalesce(string_agg(id::text, ','), '') FROM " + table)
                .split(",")));
  }

  /** Harmless in whatever order; {@link CoverageIT} tries more, one by one. */
  private static final List<String> HARMLESS =
      List.of(
          "ALTER TABLE <t> ADD COLUMN more int DEFAULT 7",
          "ALTER TABLE <t> RENAME COLUMN more TO less",
          "ALTER TABLE <t> DROP COLUMN less",
          "ANALYZE <t>",
          "VACUUM (FREEZE) <t>",
          "CREATE INDEX ON <t> (length(xml))",
          "GRANT SELECT ON <t> TO public",
          "GRANT SELECT (xml) ON <t> TO public",
          "GRANT CREATE ON SCHEMA public TO public",
          "ALTER TABLE <t> ALTER COLUMN xml SET STATISTICS 10",
          "ALTER TABLE <t> ENABLE ROW LEVEL SECURITY",
          "ALTER TABLE <t> DISABLE ROW LEVEL SECURITY",
          "CREATE PUBLICATION another FOR TABLE <t>",
          "DROP PUBLICATION another");

  /** Rewrites every row for a column that is not read. */
  private static final List<String> REWRITE =
      List.of(
          "ALTER TABLE <t> ADD COLUMN wide int",
          "ALTER TABLE <t> ALTER COLUMN wide TYPE bigint",
          "ALTER TABLE <t> DROP COLUMN wide");

  private static List<String> then(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  static Stream<Arguments> losses() {
    List<String> recreate =
        List.of("DROP TABLE documents", "CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    return Stream.of(
        Arguments.of(
            "another table than before",
            List.of(
                "CREATE TABLE documents_new (id int PRIMARY KEY, xml text)",
                "ALTER TABLE documents RENAME TO documents_<n>",
                "ALTER TABLE documents_new RENAME TO documents",
                INSERT),
            true),
        Arguments.of("another table than before", then(recreate, List.of(INSERT)), false),
        Arguments.of(
            "was renamed, moved to another schema",
            List.of(
                "ALTER TABLE documents RENAME TO away",
                "INSERT INTO away VALUES (<n>, '" + Xmls.summary(7_000) + "')",
                "ALTER TABLE away RENAME TO documents"),
            true),
        Arguments.of(
            "was taken out of publication",
            List.of(
                "ALTER PUBLICATION <p> DROP TABLE documents",
                INSERT,
                "ALTER PUBLICATION <p> ADD TABLE documents"),
            true),
        Arguments.of(
            "was taken out of publication",
            List.of(
                "ALTER PUBLICATION <p> SET TABLE documents WHERE (id < 0)",
                INSERT,
                "ALTER PUBLICATION <p> SET TABLE documents"),
            false),
        Arguments.of(
            "was altered: what it publishes",
            List.of(
                "ALTER PUBLICATION <p> SET (publish = 'update')",
                INSERT,
                "ALTER PUBLICATION <p> SET (publish = 'insert, update')"),
            true),
        Arguments.of(
            "was dropped and made again",
            List.of(
                "DROP PUBLICATION <p>",
                INSERT,
                "CREATE PUBLICATION <p> FOR TABLE documents WITH (publish = 'insert, update')"),
            true),
        Arguments.of(
            "values of column id of public.documents were rewritten",
            List.of(INSERT, "ALTER TABLE documents ALTER COLUMN id TYPE int USING id + 10000"),
            true),
        Arguments.of("is not there any more", List.of("DROP PUBLICATION <p>", INSERT), true),
        Arguments.of(
            "inherits from public.documents",
            List.of(
                "CREATE TABLE child_<n> () INHERITS (documents)",
                "INSERT INTO child_<n> VALUES (<n>, '" + Xmls.summary(7_001) + "')"),
            true));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldStopBeforeTheNextHeartbeat(String reason, List<String> statements, boolean running)
      throws Exception {
    stopAndMend("documents", reason, statements, running);
  }

  static Stream<Arguments> lossesOfPartitions() {
    return Stream.of(
        Arguments.of(
            "attached to public.parted with rows in it",
            List.of(
                "CREATE TABLE part_<n> (id int PRIMARY KEY, xml text)",
                "INSERT INTO part_<n> VALUES (<n>000, '" + Xmls.summary(8_001) + "')",
                "ALTER TABLE parted ATTACH PARTITION part_<n> FOR VALUES FROM (<n>000) TO"
                    + " (<n>900)"),
            true),
        Arguments.of(
            "attached to public.parted with rows in it",
            List.of(
                "ALTER TABLE parted DETACH PARTITION parted_low",
                "INSERT INTO parted_low" + row(500),
                "ALTER TABLE parted ATTACH PARTITION parted_low FOR VALUES FROM (0) TO (1000)"),
            false),
        Arguments.of(
            "is unlogged",
            List.of(
                "CREATE UNLOGGED TABLE part_<n> PARTITION OF parted FOR VALUES FROM (<n>000) TO"
                    + " (<n>900)",
                "INSERT INTO parted VALUES (<n>000, '" + Xmls.summary(8_002) + "')"),
            true),
        Arguments.of(
            "rewritten, as ALTER TABLE SET UNLOGGED",
            List.of(
                "ALTER TABLE parted_low SET UNLOGGED", INSERT, "ALTER TABLE parted_low SET LOGGED"),
            true),
        Arguments.of(
            "rewritten, as ALTER TABLE SET UNLOGGED",
            then(
                List.of(
                    "ALTER TABLE parted_low SET UNLOGGED",
                    INSERT,
                    "ALTER TABLE parted_low SET LOGGED"),
                REWRITE),
            false));
  }

  @ParameterizedTest
  @MethodSource("lossesOfPartitions")
  void shouldStopForPartitionsToo(String reason, List<String> statements, boolean running)
      throws Exception {
    stopAndMend("parted", reason, statements, running);
  }

  private void stopAndMend(
      String table, String reason, List<String> statements, boolean whileRunning) throws Exception {
    Fixture fixture = fixtures.get(table);
    Fixture.Running running = start(table);
    if (!whileRunning) {
      assertThat(running.stop()).isZero();
    }
    apply(table, statements);
    long afterMs =
        Long.parseLong(
            fixture.query("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    assertThat(captured(table)).as("something is missed").isNotEqualTo(inTable(table));
    if (!whileRunning) {
      running = fixture.start(flags(table));
    }
    assertThat(running.await()).isEqualTo(1);
    String errors = running.errors.toString();
    assertThat(errors)
        .contains("collector resnapshot", "no count changes twice")
        .containsAnyOf(reasons(reason, whileRunning))
        .doesNotContain("\tat ");
    assertThat(fixture.marks(0))
        .filteredOn(mark -> mark.kind() == Mark.Kind.HEARTBEAT)
        .noneMatch(mark -> mark.timeMs() >= afterMs);
    Checked checked = check(table);
    assertThat(checked.problems()).as(checked.text()).contains("coverage");
    assertThat(checked.text()).contains(reason);

    for (String sql : WayOut.statements(errors)) {
      fixture.sql(sql);
    }
    Fixture.Running resnapshot = fixture.resnapshot(flags(table));
    assertThat(resnapshot.await()).as(resnapshot.errors.toString()).isZero();
    Fixture.Running again = start(table);
    assertThat(captured(table)).containsAll(inTable(table));
    assertThat(again.stop()).isZero();
  }

  @Test
  void shouldStopForAPublicationOfAllTablesToo() throws Exception {
    apply(
        "everywhere",
        List.of("CREATE PUBLICATION <p> FOR ALL TABLES WITH (publish = 'insert, update')"));
    stopAndMend(
        "everywhere",
        "public.everywhere was rewritten, as ALTER TABLE",
        then(
            List.of("ALTER TABLE <t> SET UNLOGGED", INSERT, "ALTER TABLE <t> SET LOGGED"), REWRITE),
        false);
  }

  /** A collector at work may look between two of the statements. */
  private static String[] reasons(String afterAll, boolean whileRunning) {
    return whileRunning
        ? new String[] {
          afterAll, "there is no table public.documents", "is unlogged", "is not there any more"
        }
        : new String[] {afterAll};
  }

  @Test
  void shouldGoOnThroughHarmlessChanges() throws Exception {
    Fixture.Running running = start("documents");
    apply("documents", HARMLESS);
    apply(
        "documents",
        List.of(
            "VACUUM FULL documents",
            "CREATE TABLE others_<n> (id int PRIMARY KEY)",
            "ALTER PUBLICATION <p> ADD TABLE others_<n>",
            "ALTER TABLE documents REPLICA IDENTITY FULL",
            "ALTER TABLE documents ALTER COLUMN xml SET STORAGE EXTERNAL",
            "ALTER TABLE documents ALTER COLUMN xml SET DEFAULT 'none'",
            "ALTER TABLE documents ALTER COLUMN xml SET NOT NULL",
            "ALTER TABLE documents ALTER COLUMN xml TYPE varchar",
            "ALTER TABLE documents ALTER COLUMN xml TYPE text",
            INSERT));
    fixtures.get("documents").awaitDelivery(running);
    apply("documents", then(REWRITE, List.of(INSERT)));
    apply("documents", List.of("ALTER TABLE documents ADD COLUMN lot_<n> float DEFAULT random()"));
    fixtures.get("documents").awaitDelivery(running);
    assertThat(running.stop()).isZero();
    Fixture.Running again = start("documents");
    assertThat(captured("documents")).containsAll(inTable("documents"));
    assertThat(again.stop()).isZero();
  }

  @Test
  void shouldGoOnThroughHarmlessChangesOfPartitions() throws Exception {
    Fixture fixture = fixtures.get("parted");
    Fixture.Running running = start("parted");
    apply("parted", HARMLESS);
    apply(
        "parted",
        List.of(
            "VACUUM FULL parted_low",
            "CREATE TABLE made_<n> PARTITION OF parted FOR VALUES FROM (<n>000) TO (<n>100)",
            "INSERT INTO parted VALUES (<n>001, '" + Xmls.summary(8_003) + "')",
            "CREATE TABLE gone_<n> PARTITION OF parted FOR VALUES FROM (<n>100) TO (<n>200)",
            "ALTER TABLE parted DETACH PARTITION gone_<n>",
            "CREATE TABLE empty_<n> (LIKE parted INCLUDING ALL)",
            "ALTER TABLE parted ATTACH PARTITION empty_<n> FOR VALUES FROM (<n>200) TO (<n>300)"));
    // The attached table was seen without a row.
    fixture.awaitDelivery(running);
    fixture.sql("INSERT INTO parted VALUES (" + number + "201, '" + Xmls.summary(8_004) + "')");
    apply("parted", List.of(INSERT));
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    Fixture.Running again = start("parted");
    assertThat(captured("parted")).containsAll(inTable("parted"));
    assertThat(again.stop()).isZero();
  }
}
