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

  /**
   * No rewrite leaves a table in the file it was created with, whose name is the table's number.
   */
  private static final String IN_ITS_FIRST_FILE =
      "SELECT relkind = 'p' OR relfilenode = oid FROM pg_class WHERE oid = ?";

  private static final String SAME_BYTES =
      """
      SELECT EXISTS (SELECT FROM pg_cast
                      WHERE castsource = ? AND casttarget = ? AND castmethod = 'b')\
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

  /** Whether it has never been rewritten, emptied or moved. */
  boolean inItsFirstFile(long oid) throws SQLException {
    return is(IN_ITS_FIRST_FILE, oid);
  }

  /** Whether values of one type are values of another as they are stored. */
  boolean sameBytes(long fromType, long toType) throws SQLException {
    return text(SAME_BYTES, fromType, toType).equals("t");
  }

  /** As SQL writes it. */
  String name(long oid) throws SQLException {
    return text(NAME, oid);
  }

  private boolean is(String sql, long oid) throws SQLException {
    return text(sql, oid).equals("t");
  }

  /** Parameters beyond those that are given take the last one. */
  private String text(String sql, long... oids) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < query.getParameterMetaData().getParameterCount(); i++) {
        query.setLong(i + 1, oids[Math.min(i, oids.length - 1)]);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
