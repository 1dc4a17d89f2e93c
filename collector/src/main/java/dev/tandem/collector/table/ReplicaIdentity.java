package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an update says of the old row in the WAL. PostgreSQL lets a publication be created that the
 * replica identity does not suffice for, and then refuses every UPDATE of the table: the
 * application's, not ours. So it is checked before.
 */
final class ReplicaIdentity {
  /** The table and, where it is partitioned, its partitions that have no replica identity. */
  private static final String MISSING =
      """
      SELECT c.oid::regclass::text,
             (SELECT quote_ident(x.relname) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
               WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                 AND i.indpred IS NULL AND i.indexprs IS NULL
                 AND NOT EXISTS (SELECT FROM pg_attribute a
                                  WHERE a.attrelid = c.oid AND NOT a.attnotnull
                                    AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]))
               ORDER BY x.relname LIMIT 1)
        FROM pg_class c
       WHERE c.oid IN (SELECT ? UNION SELECT relid FROM pg_partition_tree(?))
         AND NOT CASE c.relreplident
                 WHEN 'f' THEN true
                 WHEN 'd' THEN EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)
                 WHEN 'i' THEN EXISTS (SELECT FROM pg_index
                                        WHERE indrelid = c.oid AND indisreplident)
                 ELSE false END
       ORDER BY 1\
      """;

  /** Columns of a publication's row filter that are not in the replica identity. */
  private static final String OUTSIDE =
      """
      SELECT string_agg(a.attname, ', ' ORDER BY a.attnum)
        FROM pg_publication p
        JOIN pg_publication_rel r ON r.prpubid = p.oid
        JOIN pg_class c ON c.oid = r.prrelid
        JOIN pg_depend d ON d.classid = 'pg_publication_rel'::regclass AND d.objid = r.oid
             AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid > 0
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
       WHERE p.pubname = ? AND c.oid = ? AND c.relreplident <> 'f'
         AND NOT EXISTS (SELECT FROM pg_index i
                          WHERE i.indrelid = c.oid
                            AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
                            AND CASE c.relreplident WHEN 'd' THEN i.indisprimary
                                ELSE i.indisreplident END)\
      """;

  private ReplicaIdentity() {}

  /** Each table whose updates would be refused. */
  static List<TableException> inspect(Connection connection, SourceTable table)
      throws SQLException {
    List<TableException> problems = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(MISSING)) {
      query.setLong(1, table.oid());
      query.setLong(2, table.oid());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          String identity =
              Optional.ofNullable(row.getString(2))
                  .map(index -> " REPLICA IDENTITY USING INDEX " + index)
                  .orElse(" REPLICA IDENTITY FULL");
          problems.add(
              new TableException(
                  "table "
                      + name
                      + " has no replica identity, so PostgreSQL would refuse its updates once they"
                      + " are published: give it a primary key, or ALTER TABLE "
                      + name
                      + " REPLICA IDENTITY USING INDEX (a unique index on NOT NULL columns), or"
                      + " FULL",
                  List.of("ALTER TABLE " + name + identity)));
        }
      }
    }
    return problems;
  }

  /** What a publication's row filter lacks in the table's replica identity. */
  static Optional<TableException> inspectFilter(
      Connection connection, SourceTable table, String publication) throws SQLException {
    if (table.where().isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement query = connection.prepareStatement(OUTSIDE)) {
      query.setString(1, publication);
      query.setLong(2, table.oid());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getString(1) == null) {
          return Optional.empty();
        }
        return Optional.of(
            new TableException(
                "--where uses "
                    + row.getString(1)
                    + ", not part of the replica identity of "
                    + table.name()
                    + ", so PostgreSQL would refuse every UPDATE of the table: use columns of its"
                    + " primary key only, or ALTER TABLE "
                    + table.name().sql()
                    + " REPLICA IDENTITY FULL (updates then write the whole old row to the WAL), or"
                    + " leave --where out",
                List.of("ALTER TABLE " + table.name().sql() + " REPLICA IDENTITY FULL")));
      }
    }
  }
}
