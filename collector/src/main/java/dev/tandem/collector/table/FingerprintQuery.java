package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a {@link Fingerprint}, in one statement and so of one moment. What changes for harmless
 * reasons is left out: {@code pg_class} rows are written by VACUUM FULL, TRUNCATE, GRANT and many
 * more.
 *
 * <ul>
 *   <li>table: oid and kind. Another table under the name has another oid.
 *   <li>name: the table's row type, which is renamed and moved to another schema together with the
 *       table, and not touched by what else happens to it but a change of owner.
 *   <li>schema: its row, and a digest of its rights, which are kept in it.
 *   <li>storage: persistence; the TOAST table, which stays the same through VACUUM FULL and
 *       TRUNCATE, but not through an ALTER TABLE that rewrites the rows, as SET UNLOGGED and SET
 *       LOGGED do; the file; and the publications the table is in by its own name, in which
 *       PostgreSQL lets no table be unlogged.
 *   <li>publication, membership: their rows. Row filters and column lists belong to membership.
 *   <li>ancestors: by which it is a partition of others.
 *   <li>column: its number, which a column made under a name given up has another of; its row in
 *       the catalog, which a change of type writes, and harmless changes too; type and its
 *       modifier.
 *   <li>partition: parent, the row that attaches it, kind, and what storage has of a table.
 * </ul>
 */
final class FingerprintQuery {
  private static final int SCHEMAS_IN_PUBLICATIONS = 15;

  private static final String FACTS =
      """
      WITH RECURSIVE root AS (
          SELECT c.oid, c.relkind, c.relpersistence, c.reltoastrelid, c.relfilenode, c.reltype,
                 c.relnamespace
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = ? AND c.relname = ?),
      line AS (
          SELECT oid FROM root
           UNION SELECT relid::oid FROM root, pg_partition_ancestors(root.oid)),
      pub AS (SELECT oid, xmin::text AS stamp FROM pg_publication WHERE pubname = ?),
      below AS (
          SELECT i.inhrelid, i.inhparent, i.xmin::text AS stamp
            FROM root JOIN pg_inherits i ON i.inhparent = root.oid AND NOT i.inhdetachpending
           UNION ALL
          SELECT i.inhrelid, i.inhparent, i.xmin::text
            FROM below b JOIN pg_inherits i ON i.inhparent = b.inhrelid
             AND NOT i.inhdetachpending)
      SELECT 'lsn', (pg_current_wal_insert_lsn() - '0/0')::bigint::text
      UNION ALL
      SELECT 'table', concat_ws(' ', oid, relkind) FROM root
      UNION ALL
      SELECT 'name', concat_ws(' ', t.oid, t.xmin) FROM root JOIN pg_type t ON t.oid = reltype
      UNION ALL
      SELECT 'schema', concat_ws(' ', n.oid, n.xmin, md5(coalesce(n.nspacl::text, '')))
        FROM root JOIN pg_namespace n ON n.oid = relnamespace
      UNION ALL
      SELECT 'storage', concat_ws(' ', relpersistence, reltoastrelid, relfilenode,
                                  (SELECT string_agg(r.oid || '/' || r.xmin, ',' ORDER BY r.oid)
                                     FROM pg_publication_rel r WHERE r.prrelid = root.oid))
        FROM root
      UNION ALL
      SELECT 'publication', concat_ws(' ', oid, stamp) FROM pub
      UNION ALL
      SELECT 'membership', coalesce(string_agg(entry, ', ' ORDER BY entry), '')
        FROM (SELECT concat_ws(' ', 'table', r.oid, r.xmin) AS entry
                FROM pub JOIN pg_publication_rel r ON r.prpubid = pub.oid
                JOIN line ON line.oid = r.prrelid
              %s) AS member
      UNION ALL
      SELECT 'ancestors', coalesce(string_agg(concat_ws(' ', i.inhparent, i.xmin), ', '
                                              ORDER BY i.inhrelid), '')
        FROM line JOIN pg_inherits i ON i.inhrelid = line.oid
      UNION ALL
      SELECT 'column ' || a.attname,
             concat_ws(' ', a.attnum, a.xmin, a.atttypid, t.typcategory)
        FROM root JOIN pg_attribute a ON a.attrelid = root.oid AND a.attname = ANY (?)
         AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
      UNION ALL
      SELECT 'partition ' || c.oid,
             concat_ws(' ', b.inhparent, b.stamp, c.relkind, c.relpersistence, c.reltoastrelid,
                       c.relfilenode,
                       (SELECT string_agg(r.oid || '/' || r.xmin, ',' ORDER BY r.oid)
                          FROM pg_publication_rel r WHERE r.prrelid = c.oid))
        FROM below b JOIN pg_class c ON c.oid = b.inhrelid\
      """;

  private static final String BY_SCHEMA =
      """
      UNION ALL
              SELECT concat_ws(' ', 'schema', s.oid, s.xmin)
                FROM pub JOIN pg_publication_namespace s ON s.pnpubid = pub.oid
                JOIN pg_class c ON c.relnamespace = s.pnnspid JOIN line ON line.oid = c.oid\
      """;

  private FingerprintQuery() {}

  /**
   * Reads it.
   *
   * @param columns those captured
   */
  static Fingerprint read(
      Connection connection, TableName table, List<String> columns, String publication)
      throws SQLException {
    boolean bySchema =
        connection.getMetaData().getDatabaseMajorVersion() >= SCHEMAS_IN_PUBLICATIONS;
    SortedMap<String, String> facts = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(FACTS.formatted(bySchema ? BY_SCHEMA : ""))) {
      query.setString(1, table.schema());
      query.setString(2, table.name());
      query.setString(3, publication);
      query.setArray(4, connection.createArrayOf("text", columns.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          facts.put(row.getString(1), row.getString(2));
        }
      }
    }
    return new Fingerprint(Long.parseLong(facts.remove("lsn")), facts);
  }
}
