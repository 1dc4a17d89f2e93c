package dev.tandem.collector.snapshot;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.table.KeyRange;
import dev.tandem.collector.table.SourceTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * How the table is cut for its readers.
 *
 * @param rows an estimate, exact for small tables
 */
public record SnapshotPlan(List<KeyRange> ranges, long rows) {
  /** Enough of a range to make its start-up small, little enough to lose when one fails. */
  private static final long ROWS_PER_RANGE = 20_000;

  private static final long MAX_RANGES = 10_000;

  /**
   * So many of the table's blocks are looked at, all of a small table's: some 8 MB, as XML of more
   * than 2 KB lies outside them.
   */
  private static final double SAMPLED_BLOCKS = 1_000;

  /** The sum over the partitions where there are any; the function knows no plain tables. */
  private static final String BLOCKS =
      "SELECT coalesce((SELECT sum(pg_relation_size(relid)) FROM pg_partition_tree(%1$d) WHERE"
          + " isleaf), pg_relation_size(%1$d)) / current_setting('block_size')::bigint";

  public SnapshotPlan {
    ranges = List.copyOf(ranges);
  }

  /**
   * Samples the table's keys. No statistics are needed, any type that sorts will do, and the order
   * is the database's own. The ranges hold every key there can be, so that it is of no consequence
   * which rows are visible.
   */
  public static SnapshotPlan of(
      Database database, Connection connection, SourceTable table, int readers) {
    try (Statement statement = connection.createStatement()) {
      double percent = Math.min(100, 100 * SAMPLED_BLOCKS / Math.max(1, blocks(statement, table)));
      List<String> sample = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(sampleSql(table, percent))) {
        while (row.next()) {
          sample.add(row.getString(1));
        }
      }
      long rows = Math.round(sample.size() * 100 / percent);
      long wanted = Math.min(MAX_RANGES, Math.max(readers, rows / ROWS_PER_RANGE));
      return new SnapshotPlan(KeyRanges.of(sample, wanted), rows);
    } catch (SQLException e) {
      throw database.explain("sample the keys of table " + table.name(), e);
    }
  }

  private static long blocks(Statement statement, SourceTable table) throws SQLException {
    try (ResultSet row = statement.executeQuery(BLOCKS.formatted(table.oid()))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String sampleSql(SourceTable table, double percent) {
    // By the sample's k, of the key's own type: a bare k would be the text that is selected.
    return "SELECT sample.k::text FROM (SELECT "
        + table.keySql()
        + " AS k FROM "
        + table.name().sql()
        + " TABLESAMPLE SYSTEM ("
        + percent
        + ") WHERE "
        + table.conditionSql()
        + ") AS sample ORDER BY sample.k";
  }
}
