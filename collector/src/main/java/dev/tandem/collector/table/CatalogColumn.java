package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column as the catalog has it.
 *
 * @param type what it is made of, where it is of a domain
 * @param fullType as SQL writes it
 * @param primary its place in the primary key, from 1; 0 where it is no part of it
 */
record CatalogColumn(
    String name, String type, String fullType, boolean generated, boolean notNull, int primary) {
  /** A domain is followed to the type it is made of. */
  private static final String COLUMNS =
      """
      WITH RECURSIVE based(attnum, oid) AS (
          SELECT attnum, atttypid FROM pg_attribute
           WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped
          UNION ALL
          SELECT b.attnum, t.typbasetype FROM based b JOIN pg_type t ON t.oid = b.oid
           WHERE t.typtype = 'd')
      SELECT a.attname, t.typname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '',
             a.attnotnull,
             coalesce((SELECT k.place FROM pg_index i,
                              unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, place)
                        WHERE i.indrelid = a.attrelid AND i.indisprimary AND k.attnum = a.attnum), 0)
        FROM pg_attribute a
        JOIN based b ON b.attnum = a.attnum
        JOIN pg_type t ON t.oid = b.oid AND t.typtype <> 'd'
       WHERE a.attrelid = ?\
      """;

  /** The columns of a table, by name. */
  static Map<String, CatalogColumn> read(Connection connection, long oid) throws SQLException {
    Map<String, CatalogColumn> columns = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, oid);
      query.setLong(2, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.put(
              row.getString(1),
              new CatalogColumn(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getBoolean(4),
                  row.getBoolean(5),
                  row.getInt(6)));
        }
      }
    }
    return columns;
  }
}
