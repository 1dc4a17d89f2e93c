package dev.tandem.collector;

import dev.tandem.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A table, plain or partitioned, to which everything is done that may be done to a table. */
final class ChaosTable {
  private static final int RANGE = 1_000;
  private static final int FIRST_EXTRA = 1_000_000;

  private final Fixture fixture;
  private final Random random;
  private final boolean partitioned;
  private final String publication;
  private final List<Integer> extra = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private int next = 1;
  private int steps;

  /** Versions of rows that were in the table, and a time when they had been committed. */
  private final Map<String, Long> seen = new HashMap<>();

  ChaosTable(Fixture fixture, Random random, boolean partitioned) throws SQLException {
    this.fixture = fixture;
    this.random = random;
    this.partitioned = partitioned;
    this.publication = "tandem_" + fixture.source;
    String columns = "CREATE TABLE documents (id int PRIMARY KEY, xml text, received_at timestamp)";
    if (partitioned) {
      fixture.sql(
          columns + " PARTITION BY RANGE (id)",
          "CREATE TABLE base PARTITION OF documents FOR VALUES FROM (0) TO (" + FIRST_EXTRA + ")");
    } else {
      fixture.sql(columns);
    }
  }

  List<String> history() {
    return List.copyOf(history);
  }

  void begin() {
    history.clear();
  }

  /** Does something, which leaves the table and its publication there. */
  void step() throws SQLException {
    int number = next;
    steps++;
    switch (random.nextInt(partitioned ? 22 : 17)) {
      case 0, 1, 2 -> insert("documents");
      case 3 ->
          sql(
              "UPDATE documents SET xml = "
                  + xml()
                  + " WHERE id = (SELECT min(id) FROM documents WHERE id >= "
                  + random.nextInt(number)
                  + ")");
      case 4, 5 -> harmless();
      case 6 -> sql("DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)");
      case 7 -> {
        alter("DROP TABLE documents");
        insert("documents");
        putBack("ADD TABLE documents");
      }
      case 8 -> {
        alter("SET (publish = 'update')");
        insert("documents");
        putBack("SET (publish = 'insert, update')");
      }
      case 9 -> {
        alter("SET TABLE documents WHERE (id < 0)");
        insert("documents");
        putBack("SET TABLE documents");
      }
      case 10 -> {
        alter("SET TABLE documents (id)");
        insert("documents");
        putBack("SET TABLE documents");
      }
      case 11 -> {
        sql("DROP PUBLICATION IF EXISTS " + publication);
        insert("documents");
        if (random.nextBoolean()) {
          sql(
              "CREATE PUBLICATION "
                  + publication
                  + " FOR TABLE documents WITH (publish_via_partition_root = "
                  + partitioned
                  + ")");
        } else {
          // Whoever finds it gone makes it anew.
          history.add("(it stays away)");
        }
      }
      case 12 -> {
        sql("ALTER TABLE documents RENAME TO away");
        insert("away");
        sql("ALTER TABLE away RENAME TO documents");
      }
      case 13, 14 -> typeChange();
      case 15 -> another("ALTER TABLE documents RENAME TO old_" + number);
      case 16 -> another("DROP TABLE documents");
      case 17 -> attach(number, random.nextBoolean());
      case 18 -> {
        sql("CREATE TABLE part_" + number + " PARTITION OF documents " + bounds(extra(number)));
        insert("documents", FIRST_EXTRA + number * RANGE);
      }
      case 19 -> {
        sql("ALTER TABLE documents DETACH PARTITION " + leaf());
        restoreBase();
      }
      case 20 -> {
        String leaf = leaf();
        sql("ALTER TABLE " + leaf + " SET UNLOGGED");
        insert("documents");
        if (random.nextBoolean()) {
          sql("ALTER TABLE " + leaf + " SET LOGGED");
          if (random.nextBoolean()) {
            rewrite();
          }
        }
      }
      default -> {
        alter("SET (publish_via_partition_root = false)");
        insert("documents");
        putBack("SET (publish_via_partition_root = true)");
      }
    }
    look();
  }

  /** Every row, for a column that is not read. */
  private void rewrite() throws SQLException {
    sql(
        "ALTER TABLE documents ADD COLUMN wide_" + steps + " int",
        "ALTER TABLE documents ALTER COLUMN wide_" + steps + " TYPE bigint");
  }

  private void harmless() throws SQLException {
    switch (random.nextInt(8)) {
      case 0 -> sql("ALTER TABLE documents ADD COLUMN more_" + steps + " int DEFAULT 3");
      case 1 -> sql("ANALYZE documents");
      case 2 -> sql("VACUUM FULL documents");
      case 3 -> sql("CREATE INDEX ON documents (received_at)");
      case 4 -> sql("GRANT SELECT ON documents TO public");
      case 5 -> sql("ALTER TABLE documents ALTER COLUMN xml SET STATISTICS 10");
      case 6 -> rewrite();
      default -> {
        sql("CREATE TABLE other_" + steps + " (id int PRIMARY KEY)");
        alter("ADD TABLE other_" + steps);
      }
    }
  }

  private void typeChange() throws SQLException {
    String type = type("received_at");
    switch (random.nextInt(partitioned ? 2 : 3)) {
      case 0 ->
          sql(
              "ALTER TABLE documents ALTER COLUMN received_at TYPE "
                  + (type.contains("without") ? "timestamptz" : "timestamp"));
      case 1 ->
          sql(
              type("xml").equals("bytea")
                  ? "ALTER TABLE documents ALTER COLUMN xml TYPE text USING convert_from(xml,"
                      + " 'UTF8')"
                  : "ALTER TABLE documents ALTER COLUMN xml TYPE bytea USING convert_to(xml,"
                      + " 'UTF8')");
      default ->
          sql(
              "ALTER TABLE documents ALTER COLUMN id TYPE "
                  + (type("id").equals("bigint") ? "int" : "bigint"));
    }
  }

  private void another(String giveUp) throws SQLException {
    if (partitioned) {
      return;
    }
    sql("CREATE TABLE fresh (LIKE documents INCLUDING ALL)");
    insert("fresh");
    sql(giveUp, "ALTER TABLE fresh RENAME TO documents");
    insert("documents");
  }

  private void attach(int number, boolean full) throws SQLException {
    String name = "part_" + number;
    sql("CREATE TABLE " + name + " (LIKE documents INCLUDING ALL)");
    int range = extra(number);
    if (full) {
      insert(name, FIRST_EXTRA + range * RANGE);
    }
    sql("ALTER TABLE documents ATTACH PARTITION " + name + ' ' + bounds(range));
    insert("documents", FIRST_EXTRA + range * RANGE + 1);
  }

  private int extra(int number) {
    extra.add(number);
    return number;
  }

  private static String bounds(int range) {
    int from = FIRST_EXTRA + range * RANGE;
    return "FOR VALUES FROM (" + from + ") TO (" + (from + RANGE) + ")";
  }

  private String leaf() throws SQLException {
    return fixture.query(
        "SELECT relid::text FROM pg_partition_tree('documents') WHERE isleaf ORDER BY relid LIMIT 1"
            + " OFFSET "
            + random.nextInt(
                Integer.parseInt(
                    fixture.query(
                        "SELECT count(*) FROM pg_partition_tree('documents') WHERE isleaf"))));
  }

  /** Most rows go there. */
  private void restoreBase() throws SQLException {
    if (fixture
        .query("SELECT relispartition FROM pg_class WHERE oid = 'base'::regclass")
        .equals("f")) {
      insert("base");
      sql(
          "ALTER TABLE documents ATTACH PARTITION base FOR VALUES FROM (0) TO ("
              + FIRST_EXTRA
              + ")");
    }
  }

  private void alter(String what) throws SQLException {
    ensurePublication();
    sql("ALTER PUBLICATION " + publication + ' ' + what);
  }

  /** Or not, which the way out must mend. */
  private void putBack(String what) throws SQLException {
    if (random.nextInt(3) > 0) {
      sql("ALTER PUBLICATION " + publication + ' ' + what);
    }
  }

  private void ensurePublication() throws SQLException {
    if (fixture
        .query("SELECT count(*) FROM pg_publication WHERE pubname = '" + publication + "'")
        .equals("0")) {
      sql("CREATE PUBLICATION " + publication);
    }
    sql(
        "ALTER PUBLICATION " + publication + " SET TABLE documents",
        "ALTER PUBLICATION "
            + publication
            + " SET (publish = 'insert, update', publish_via_partition_root = "
            + partitioned
            + ")");
  }

  void insert(String table) throws SQLException {
    insert(table, next);
  }

  private void insert(String table, int id) throws SQLException {
    sql(
        "INSERT INTO "
            + table
            + " (id, xml, received_at) VALUES ("
            + id
            + ", "
            + xml()
            + ", '2026-03-04 10:20:30')");
  }

  /** Another one each time. */
  private String xml() throws SQLException {
    String text = "'" + Xmls.summary(next++) + "'";
    return type("xml").equals("bytea") ? "convert_to(" + text + ", 'UTF8')" : text;
  }

  /** Of the table, or of what has its columns. */
  private String type(String column) throws SQLException {
    return fixture.query(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_class c ON c.oid ="
            + " attrelid WHERE relname IN ('documents', 'away') AND attname = '"
            + column
            + "'");
  }

  private void sql(String... statements) throws SQLException {
    for (String sql : statements) {
      history.add(sql.replaceAll("'<\\?xml.*>'", "<xml>"));
      fixture.sql(sql);
    }
  }

  /** Takes down what the table holds now. */
  private void look() throws SQLException {
    long nowMs =
        Long.parseLong(
            fixture.query("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    held().forEach(version -> seen.putIfAbsent(version, nowMs));
  }

  /** The versions of rows that are in the table: {@code key/digest}. */
  Set<String> held() throws SQLException {
    Set<String> held = new TreeSet<>();
    try (Statement statement = fixture.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, xml FROM documents")) {
      boolean bytea = row.getMetaData().getColumnTypeName(2).equals("bytea");
      while (row.next()) {
        byte[] xml = bytea ? row.getBytes(2) : row.getString(2).getBytes(StandardCharsets.UTF_8);
        held.add(row.getString(1) + '/' + Digest.of(xml));
      }
    }
    return held;
  }

  /** Those of which a heartbeat of this time says that they are in the log. */
  Set<String> seenBefore(long heartbeatMs) {
    Set<String> before = new TreeSet<>();
    seen.forEach(
        (version, committedMs) -> {
          if (committedMs < heartbeatMs) {
            before.add(version);
          }
        });
    return before;
  }

  /** A new snapshot brings what is there; what left the table before it does not come. */
  void forgetWhatIsGone(Set<String> captured) throws SQLException {
    Set<String> held = held();
    seen.keySet().removeIf(version -> !held.contains(version) && !captured.contains(version));
  }
}
