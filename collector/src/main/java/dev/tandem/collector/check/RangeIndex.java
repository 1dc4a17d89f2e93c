package dev.tandem.collector.check;

import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

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
      Optional<String> key =
          text(
              statement,
              "SELECT " + table.keySql() + "::text FROM " + table.name().sql() + " LIMIT 1");
      if (key.isEmpty()) {
        return Optional.empty();
      }
      // With it on, a table of one page would be read without any index.
      statement.execute("SET LOCAL enable_seqscan = off");
      String literal = Sql.literal(key.get());
      String plan =
          text(
                  statement,
                  "EXPLAIN (FORMAT JSON) SELECT 1 FROM "
                      + table.name().sql()
                      + " WHERE "
                      + table.keySql()
                      + " >= "
                      + literal
                      + " AND "
                      + table.keySql()
                      + " < "
                      + literal)
              .orElse("");
      return plan.contains("\"Seq Scan\"")
          ? Optional.of("CREATE INDEX ON " + table.name().sql() + " (" + table.keySql() + ")")
          : Optional.empty();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Optional<String> text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }
}
