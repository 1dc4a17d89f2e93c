package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.table.Coverage;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.TableException;
import dev.tandem.collector.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is done to a table, plain or partitioned, in publications of every kind, between two looks
 * at the catalog, and whether it may have kept rows out of the change stream. Without a collector,
 * so that much can be tried.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageIT {
  private static final List<String> COLUMNS = List.of("id", "xml", "received_at");

  private static final String OWN = "FOR TABLE <s>.docs";
  private static final String ALL = "FOR ALL TABLES";
  private static final String SCHEMA = "FOR TABLES IN SCHEMA <s>";

  private static final List<String> UNLOGGED_FOR_A_WHILE =
      List.of(
          "ALTER TABLE <l> SET UNLOGGED",
          "INSERT INTO docs VALUES (7, '<a/>', now())",
          "ALTER TABLE <l> SET LOGGED");

  /** Rewrites every row for a column that is not read. */
  private static final List<String> REWRITE = List.of("ALTER TABLE docs ALTER other TYPE bigint");

  private static final String REWRITTEN = "rewritten, as ALTER TABLE SET UNLOGGED and SET LOGGED";

  private Fixture fixture;
  private Database database;
  private int number;

  @BeforeAll
  void setUp() throws Exception {
    fixture = new Fixture();
    database =
        new Database(
            new DatabaseSettings(fixture.url, fixture.servers.database().user(), Optional.empty()));
  }

  @AfterAll
  void tearDown() throws Exception {
    fixture.close();
  }

  private static Arguments loss(String table, String publication, String reason, String... sql) {
    return Arguments.of(table, publication, List.of(sql), reason);
  }

  private static Arguments loss(
      String table, String publication, String reason, List<String> first, List<String> second) {
    return Arguments.of(
        table, publication, Stream.concat(first.stream(), second.stream()).toList(), reason);
  }

  private static Arguments harmless(String table, String publication, String... sql) {
    return Arguments.of(table, publication, List.of(sql), "");
  }

  static Stream<Arguments> unlogged() {
    return Stream.of(
        loss("parted", OWN, REWRITTEN, UNLOGGED_FOR_A_WHILE, List.of()),
        loss("parted", OWN, REWRITTEN, UNLOGGED_FOR_A_WHILE, REWRITE),
        loss("parted", ALL, REWRITTEN, UNLOGGED_FOR_A_WHILE, REWRITE),
        loss("parted", SCHEMA, REWRITTEN, UNLOGGED_FOR_A_WHILE, REWRITE),
        loss("plain", ALL, REWRITTEN, UNLOGGED_FOR_A_WHILE, List.of()),
        loss("plain", ALL, REWRITTEN, UNLOGGED_FOR_A_WHILE, REWRITE),
        loss("plain", SCHEMA, REWRITTEN, UNLOGGED_FOR_A_WHILE, REWRITE),
        loss(
            "plain",
            SCHEMA,
            REWRITTEN,
            UNLOGGED_FOR_A_WHILE,
            List.of("ALTER PUBLICATION <p> ADD TABLE docs")),
        loss("plain", ALL, "is unlogged", "ALTER TABLE docs SET UNLOGGED"),
        loss("parted", SCHEMA, "is unlogged", "ALTER TABLE low SET UNLOGGED"),
        loss(
            "parted",
            OWN,
            "was created and then rewritten",
            "CREATE UNLOGGED TABLE high PARTITION OF docs FOR VALUES FROM (1000) TO (2000)",
            "INSERT INTO docs VALUES (1500, '<a/>', now())",
            "ALTER TABLE high SET LOGGED"),
        loss(
            "parted",
            ALL,
            "was created and then rewritten",
            "BEGIN",
            "CREATE TABLE high PARTITION OF docs FOR VALUES FROM (1000) TO (2000)",
            "ALTER TABLE high SET UNLOGGED",
            "INSERT INTO docs VALUES (1500, '<a/>', now())",
            "ALTER TABLE high SET LOGGED",
            "COMMIT"),
        loss(
            "parted",
            ALL,
            "is a foreign table",
            "ALTER TABLE docs DROP CONSTRAINT docs_pkey",
            "CREATE FOREIGN DATA WRAPPER w<n>",
            "CREATE SERVER s<n> FOREIGN DATA WRAPPER w<n>",
            "CREATE FOREIGN TABLE far PARTITION OF docs FOR VALUES FROM (1000) TO (2000) SERVER"
                + " s<n>"),
        // The TOAST table does not show it where there is none.
        loss("short", ALL, REWRITTEN, UNLOGGED_FOR_A_WHILE, List.of()));
  }

  static Stream<Arguments> publications() {
    return Stream.of(
        loss(
            "plain",
            ALL,
            "was dropped and made again",
            "DROP PUBLICATION <p>",
            "CREATE PUBLICATION <p> FOR ALL TABLES"),
        loss("plain", ALL, "was altered", "ALTER PUBLICATION <p> SET (publish = 'update')"),
        loss(
            "parted",
            SCHEMA,
            "was taken out of publication",
            "ALTER PUBLICATION <p> DROP TABLES IN SCHEMA <s>",
            "ALTER PUBLICATION <p> ADD TABLES IN SCHEMA <s>"),
        loss(
            "plain",
            SCHEMA,
            "was renamed, moved to another schema",
            "CREATE SCHEMA away_<n>",
            "ALTER TABLE docs SET SCHEMA away_<n>",
            "ALTER TABLE away_<n>.docs SET SCHEMA <s>"));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        loss("plain", OWN, "column id", "ALTER TABLE docs ALTER id TYPE int USING id + 1"),
        loss("plain", OWN, "column xml", "ALTER TABLE docs ALTER xml TYPE text USING xml || ' '"),
        loss(
            "plain", OWN, "column xml", "ALTER TABLE docs ALTER xml TYPE varchar USING xml || '!'"),
        loss(
            "plain",
            OWN,
            "column received_at",
            "ALTER TABLE docs ALTER received_at TYPE timestamp"),
        loss(
            "plain",
            OWN,
            "column received_at",
            "ALTER TABLE docs ALTER received_at TYPE timestamptz(0)"),
        loss("parted", ALL, "column xml", "ALTER TABLE docs ALTER xml TYPE text USING xml || ' '"),
        // Looks like it, as nothing tells when the column's row was written.
        loss(
            "plain",
            OWN,
            "column xml",
            REWRITE,
            List.of("ALTER TABLE docs ALTER xml SET STATISTICS 7")));
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        harmless("plain", OWN, "ALTER TABLE docs ALTER other TYPE bigint"),
        harmless("plain", OWN, "ALTER TABLE docs ADD random float DEFAULT random()"),
        harmless("plain", OWN, "ALTER TABLE docs ALTER id TYPE bigint"),
        harmless(
            "plain", OWN, "ALTER TABLE docs ALTER xml TYPE bytea USING convert_to(xml, 'UTF8')"),
        harmless("plain", OWN, "ALTER TABLE docs ALTER xml TYPE varchar"),
        harmless("plain", OWN, "ALTER TABLE docs ALTER xml TYPE text COLLATE \"C\""),
        harmless(
            "plain",
            OWN,
            "SET TimeZone = 'UTC'",
            "ALTER TABLE docs ALTER received_at TYPE timestamp"),
        harmless("plain", ALL, "VACUUM FULL docs", "CLUSTER docs USING docs_pkey"),
        harmless("plain", SCHEMA, "TRUNCATE docs"),
        harmless("short", OWN, "VACUUM FULL docs"),
        harmless("plain", ALL, "ALTER TABLE docs ALTER xml SET STATISTICS 7"),
        harmless("plain", ALL, "ALTER TABLE docs ALTER xml SET STORAGE EXTERNAL"),
        harmless("plain", ALL, "ALTER TABLE docs ALTER xml SET NOT NULL"),
        harmless("plain", ALL, "ALTER TABLE docs ALTER xml SET DEFAULT 'x'"),
        harmless("plain", ALL, "GRANT SELECT (xml) ON docs TO public"),
        harmless("plain", ALL, "CREATE TABLE another (id int)"),
        harmless("parted", OWN, "VACUUM FULL low", "CLUSTER low USING low_pkey"),
        harmless("parted", ALL, "TRUNCATE docs"),
        harmless(
            "parted",
            SCHEMA,
            "BEGIN",
            "CREATE TABLE high PARTITION OF docs FOR VALUES FROM (1000) TO (2000)",
            "INSERT INTO docs VALUES (1500, '<a/>', now())",
            "TRUNCATE high",
            "COMMIT",
            "INSERT INTO docs VALUES (1500, '<a/>', now())"),
        harmless(
            "parted",
            OWN,
            "CREATE TABLE high PARTITION OF docs FOR VALUES FROM (1000) TO (2000) PARTITION BY"
                + " RANGE (id)",
            "CREATE TABLE higher PARTITION OF high DEFAULT"),
        // In a publication by their own names they cannot be unlogged.
        harmless("kept plain", ALL, "ALTER TABLE docs ALTER other TYPE bigint"),
        harmless("kept parted", OWN, "ALTER TABLE docs ALTER other TYPE bigint"));
  }

  @ParameterizedTest
  @MethodSource({"unlogged", "publications", "values", "harmless"})
  void shouldFindWhatMayHaveKeptRowsOut(
      String kind, String publication, List<String> statements, String reason) throws Exception {
    number++;
    boolean partitioned = kind.endsWith("parted");
    sql(
        partitioned,
        "CREATE SCHEMA <s>",
        "SET search_path = <s>",
        "SET TimeZone = 'America/Sao_Paulo'",
        "CREATE TABLE docs (id int PRIMARY KEY, xml "
            + (kind.equals("short") ? "varchar(300)" : "text")
            + ", received_at timestamptz, other int)"
            + (partitioned ? " PARTITION BY RANGE (id)" : ""),
        partitioned ? "CREATE TABLE low PARTITION OF docs FOR VALUES FROM (0) TO (1000)" : "",
        "INSERT INTO docs VALUES (1, '<a/>', now())",
        "CREATE PUBLICATION <p> " + publication + " WITH (publish_via_partition_root = true)",
        kind.startsWith("kept") ? "CREATE PUBLICATION kept_<n> FOR TABLE <l>" : "");
    Coverage coverage =
        new Coverage(database, TableName.parse(text("<s>.docs", partitioned)), COLUMNS, name("p"));
    Fingerprint before = coverage.read(fixture.connection);
    sql(partitioned, statements.toArray(String[]::new));
    Optional<TableException> missed = coverage.missed(fixture.connection, before);
    if (reason.isEmpty()) {
      assertThat(missed).isEmpty();
    } else {
      assertThat(missed).get().extracting(TableException::getMessage).asString().contains(reason);
    }
    assertThat(coverage.missed(fixture.connection, coverage.read(fixture.connection)))
        .as("what is there now is what is compared with next")
        .isEqualTo(Optional.empty());
  }

  private void sql(boolean partitioned, String... statements) throws Exception {
    for (String sql : statements) {
      if (!sql.isEmpty()) {
        fixture.sql(text(sql, partitioned));
      }
    }
  }

  private String text(String sql, boolean partitioned) {
    return sql.replace("<s>", name("s"))
        .replace("<p>", name("p"))
        .replace("<n>", Integer.toString(number))
        .replace("<l>", partitioned ? "low" : "docs");
  }

  private String name(String kind) {
    return kind + "_of_" + number;
  }
}
