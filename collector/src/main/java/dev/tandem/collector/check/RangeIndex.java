package dev.tandem.collector.check;

import dev.tandem.collector.table.KeyRange;
import dev.tandem.collector.table.SelectedKey;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the planner has an index to read a range of keys by. It is asked, rather than guessed.
 */
final class RangeIndex {
  private RangeIndex() {}

  /**
   * What makes one, where there is none; empty too where the table is, as nothing is to be read.
   */
  static Optional<String> missing(Connection connection, SourceTable table) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      Optional<List<String>> key = someKey(statement, table);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      // With it on, a table of one page would be read without any index.
      statement.execute("SET LOCAL enable_seqscan = off");
      String plan =
          plan(
              statement,
              "EXPLAIN (FORMAT JSON) SELECT 1 FROM "
                  + table.name().sql()
                  + " WHERE "
                  + new KeyRange(key, key).sql(table.keySql()));
      return plan.contains("\"Seq Scan\"")
          ? Optional.of(
              "CREATE INDEX ON " + table.name().sql() + " (" + table.keyColumnsSql() + ")")
          : Optional.empty();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Optional<List<String>> someKey(Statement statement, SourceTable table)
      throws SQLException {
    String columns =
        table.keyColumns().stream()
            .map(column -> table.keyTextSql(Sql.identifier(column)))
            .collect(Collectors.joining(", "));
    try (ResultSet row =
        statement.executeQuery("SELECT " + columns + " FROM " + table.name().sql() + " LIMIT 1")) {
      if (!row.next()) {
        return Optional.empty();
      }
      return SelectedKey.texts(table, row);
    }
  }

  private static String plan(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
