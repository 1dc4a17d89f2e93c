package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Partitions whose rows come by no change stream, though their table is published by its root. */
final class Partitions {
  private static final String WITHOUT_STREAM =
      """
      SELECT c.oid::regclass::text, c.relkind = 'f'
        FROM pg_partition_tree(?::oid::regclass) t JOIN pg_class c ON c.oid = t.relid
       WHERE c.relkind = 'f' OR c.relpersistence <> 'p'
       ORDER BY 1\
      """;

  private Partitions() {}

  /** Each of them, with its remedy. */
  static List<TableException> inspect(Connection connection, long oid, TableName table)
      throws SQLException {
    List<TableException> problems = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(WITHOUT_STREAM)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          String mend =
              row.getBoolean(2)
                  ? "ALTER TABLE " + table.sql() + " DETACH PARTITION " + name
                  : "ALTER TABLE " + name + " SET LOGGED";
          problems.add(
              new TableException(
                  "partition "
                      + name
                      + " of "
                      + table
                      + (row.getBoolean(2) ? " is a foreign table" : " is unlogged or temporary")
                      + ", so it has no change stream: "
                      + mend,
                  List.of(mend)));
        }
      }
    }
    return problems;
  }
}
