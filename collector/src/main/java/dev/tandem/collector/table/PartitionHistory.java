package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the catalog still knows of how a table came to be what it is. */
final class PartitionHistory {
  /**
   * Created as a partition, its columns were inherited from the beginning: one of them was written
   * by the same command as the system columns, which nothing changes later. ATTACH rewrites them.
   */
  private static final String CREATED_AS_PARTITION =
      """
      SELECT EXISTS (SELECT FROM pg_attribute a
                       JOIN pg_attribute s ON s.attrelid = a.attrelid AND s.attname = 'tableoid'
                      WHERE a.attrelid = ? AND a.attnum > 0 AND a.attinhcount = 1
                        AND NOT a.attislocal AND a.xmin = s.xmin AND a.cmin = s.cmin)\
      """;

  /** A file without a block holds no row and never held one since it was made. */
  private static final String HAS_BLOCKS =
      """
      SELECT EXISTS (SELECT FROM (SELECT ?::oid AS oid
                                   UNION
                                  SELECT relid FROM pg_partition_tree(?::oid::regclass)) AS tree
                       JOIN pg_class c ON c.oid = tree.oid AND c.relkind <> 'p'
                      WHERE pg_relation_size(c.oid) > 0)\
      """;

  /** The transaction that made the TOAST table wrote a column too: the columns were changed. */
  private static final String REWRITTEN_FOR_COLUMNS =
      """
      SELECT EXISTS (SELECT FROM pg_class c
                       JOIN pg_attribute t ON t.attrelid = c.reltoastrelid AND t.attnum = 1
                       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                                          AND a.xmin = t.xmin
                      WHERE c.oid = ?)\
      """;

  private static final String NAME = "SELECT ?::oid::regclass::text";

  private final Connection connection;

  PartitionHistory(Connection connection) {
    this.connection = connection;
  }

  boolean createdAsPartition(long oid) throws SQLException {
    return is(CREATED_AS_PARTITION, oid);
  }

  /** Whether it, or a partition of it, may hold rows. */
  boolean mayHoldRows(long oid) throws SQLException {
    return is(HAS_BLOCKS, oid);
  }

  boolean rewrittenForColumns(long oid) throws SQLException {
    return is(REWRITTEN_FOR_COLUMNS, oid);
  }

  /** As SQL writes it. */
  String name(long oid) throws SQLException {
    return text(NAME, oid);
  }

  private boolean is(String sql, long oid) throws SQLException {
    return text(sql, oid).equals("t");
  }

  private String text(String sql, long oid) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
        query.setLong(i, oid);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
