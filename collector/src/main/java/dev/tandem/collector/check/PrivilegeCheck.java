package dev.tandem.collector.check;

import dev.tandem.collector.table.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the collector's role may do. */
final class PrivilegeCheck {
  private static final String STATISTICS =
      "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";

  private static final String TABLE =
      """
      SELECT has_schema_privilege(n.oid, 'USAGE'), row_security_active(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ?\
      """;

  /** Of the columns named, those that are there and may not be read. */
  private static final String COLUMNS =
      """
      SELECT a.attname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname = ? AND c.relname = ?
         AND (a.attname = ANY (?)
              OR cardinality(?::text[]) = 0
                 AND EXISTS (SELECT FROM pg_index i
                              WHERE i.indrelid = c.oid AND i.indisprimary
                                AND a.attnum = ANY (i.indkey)))
         AND NOT has_column_privilege(c.oid, a.attnum, 'SELECT')
       ORDER BY a.attnum\
      """;

  private final Connection connection;
  private final ServerFacts server;
  private final CheckRequest request;
  private final Findings findings;

  PrivilegeCheck(
      Connection connection, ServerFacts server, CheckRequest request, Findings findings) {
    this.connection = connection;
    this.server = server;
    this.request = request;
    this.findings = findings;
  }

  /** Whether the role may replicate. */
  boolean role() throws SQLException {
    boolean mayReplicate = server.superuser() || server.mayReplicate();
    if (mayReplicate) {
      findings.ok("replication", server.role() + " may replicate");
    } else {
      findings.problem(
          "replication",
          server.role() + " may not replicate, so it can neither make nor read a slot",
          List.of("ALTER ROLE " + server.role() + " REPLICATION"),
          "");
    }
    if (request.needsStatistics()) {
      statistics();
    }
    return mayReplicate;
  }

  private void statistics() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STATISTICS);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getBoolean(1)) {
        findings.ok("statistics", server.role() + " sees other sessions' state, for --back-off");
      } else {
        findings.problem(
            "statistics",
            server.role() + " does not see other sessions' state, which --back-off goes by",
            List.of("GRANT pg_read_all_stats TO " + server.role()),
            "or leave --back-off out");
      }
    }
  }

  /** Whether the table can be read, as far as it is there. */
  boolean table() throws SQLException {
    List<String> sql = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    String schema = request.table().table().schema();
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, schema);
      query.setString(2, request.table().table().name());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        if (!row.getBoolean(1)) {
          lacking.add("USAGE on schema " + schema);
          sql.add("GRANT USAGE ON SCHEMA " + Sql.identifier(schema) + " TO " + server.role());
        }
        if (row.getBoolean(2)) {
          findings.problem(
              "row_security",
              "row-level security hides rows of "
                  + request.table().table()
                  + " from "
                  + server.role()
                  + ", so counts would be too low",
              List.of("ALTER ROLE " + server.role() + " BYPASSRLS"),
              "");
        }
      }
    }
    List<String> columns = unreadable();
    if (!columns.isEmpty()) {
      lacking.add("SELECT on " + String.join(", ", columns));
      sql.add(
          "GRANT SELECT ("
              + String.join(", ", columns.stream().map(Sql::identifier).toList())
              + ") ON "
              + request.table().table().sql()
              + " TO "
              + server.role());
    }
    if (lacking.isEmpty()) {
      findings.ok("select", server.role() + " may read " + request.table().table());
      return true;
    }
    findings.problem(
        "select",
        server.role()
            + " may not read "
            + request.table().table()
            + ": it lacks "
            + String.join(" and ", lacking),
        sql,
        "");
    return false;
  }

  private List<String> unreadable() throws SQLException {
    String[] key = request.table().keyColumns().toArray(String[]::new);
    String[] named =
        Stream.of(
                Stream.of(key),
                Stream.of(request.table().xmlColumn()),
                request.table().arrivalColumn().stream())
            .flatMap(columns -> columns)
            .toArray(String[]::new);
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, request.table().table().schema());
      query.setString(2, request.table().table().name());
      query.setArray(3, connection.createArrayOf("text", named));
      query.setArray(4, connection.createArrayOf("text", key));
      List<String> columns = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
      return columns;
    }
  }
}
