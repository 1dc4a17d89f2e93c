package dev.tandem.collector.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The files that a table's rows are in. An ALTER TABLE that rewrites a table puts them into new
 * files, where a view from before sees none of them: a COPY that waited for such a change reads an
 * empty table.
 */
final class TableFiles {
  private static final String FILES =
      """
      SELECT string_agg(c.oid || ' ' || %s, ', ' ORDER BY c.oid)
        FROM pg_class c
       WHERE c.oid = ? OR c.oid IN (SELECT relid FROM pg_partition_tree(?))\
      """;

  private static final String SEEN = FILES.formatted("c.relfilenode");

  private static final String LATEST = FILES.formatted("coalesce(pg_relation_filenode(c.oid), 0)");

  private TableFiles() {}

  /** As the connection's view has them. */
  static Optional<String> seen(Connection connection, long oid) throws SQLException {
    return read(connection, SEEN, oid);
  }

  /** As they are, whatever the connection's view. */
  static Optional<String> latest(Connection connection, long oid) throws SQLException {
    return read(connection, LATEST, oid);
  }

  private static Optional<String> read(Connection connection, String sql, long oid)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, oid);
      query.setLong(2, oid);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getString(1));
      }
    }
  }
}
