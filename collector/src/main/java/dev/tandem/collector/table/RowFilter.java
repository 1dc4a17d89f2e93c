package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A user's condition in PostgreSQL's own spelling, to compare it with a publication's. Printed by
 * way of the check constraint of a temporary table with the same columns, which takes no more right
 * than anybody has by default; a publication on trial would take the table's ownership.
 */
final class RowFilter {
  private static final String TRIAL = "tandem_row_filter_trial";

  private static final String COLUMNS =
      """
      SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', '
                        ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped\
      """;

  private static final String PRINTED =
      "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE contype = 'c' AND conrelid ="
          + " 'pg_temp."
          + TRIAL
          + "'::regclass";

  private RowFilter() {}

  /** The table's condition; the connection must be in auto-commit, and nothing of it stays. */
  static String asPrinted(Connection connection, SourceTable table) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement columns = connection.prepareStatement(COLUMNS);
        Statement statement = connection.createStatement()) {
      columns.setLong(1, table.oid());
      statement.execute("CREATE TEMPORARY TABLE " + TRIAL + " (" + text(columns) + ")");
      statement.execute("ALTER TABLE pg_temp." + TRIAL + " ADD CHECK " + table.conditionSql());
      try (PreparedStatement printed = connection.prepareStatement(PRINTED)) {
        return text(printed);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String text(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }
}
