package dev.tandem.localstack.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table or view of facts, and what it says of a capture's rank. A relation that was filled from
 * one table, each row once, needs no column for that: its rows are ranked by arrival and row.
 */
record FactsRelation(String name, Set<String> columns) {
  private record Column(String name, String otherwise) {}

  private static final List<Column> RANK =
      List.of(
          new Column("source", "''::text"),
          new Column("table_name", "''::text"),
          new Column("key_number", "row_id::numeric"),
          new Column("key_text", "''::text"),
          new Column("position", "0::bigint"),
          new Column("digest", "''::text"));

  /** Looks at a relation's columns. */
  static FactsRelation of(Connection connection, String name) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select * from " + name + " limit 0")) {
      ResultSetMetaData meta = none.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
      }
    }
    return new FactsRelation(name, columns);
  }

  /** The columns of rank beside the arrival, as a select list. */
  String rankColumns() {
    return RANK.stream()
        .map(c -> columns.contains(c.name) ? c.name : c.otherwise + " as " + c.name)
        .collect(Collectors.joining(", "));
  }
}
