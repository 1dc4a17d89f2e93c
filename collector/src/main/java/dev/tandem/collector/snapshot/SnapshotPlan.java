package dev.tandem.collector.snapshot;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.table.KeyRange;
import dev.tandem.collector.table.SelectedKey;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
      long rows = 0;
      List<List<String>> sample = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(sampleSql(table, percent))) {
        while (row.next()) {
          rows++;
          SelectedKey.texts(table, row).ifPresent(sample::add);
        }
      }
      long all = Math.round(rows * 100 / percent);
      long wanted = Math.min(MAX_RANGES, Math.max(readers, all / ROWS_PER_RANGE));
      return new SnapshotPlan(KeyRanges.of(sample, wanted), all);
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
    // By the sample's columns, of the key's own types: bare ones would be the texts selected.
    return "SELECT "
        + columns(table, table.keyTextSql("sample.%s"))
        + " FROM (SELECT "
        + table.keyColumnsSql()
        + " FROM "
        + table.name().sql()
        + " TABLESAMPLE SYSTEM ("
        + percent
        + ") WHERE "
        + table.conditionSql()
        + ") AS sample ORDER BY "
        + columns(table, "sample.%s");
  }

  private static String columns(SourceTable table, String format) {
    return table.keyColumns().stream()
        .map(column -> format.formatted(Sql.identifier(column)))
        .collect(Collectors.joining(", "));
  }
}
