package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a table as it was resolved while a transaction reads it by its name: from then on nobody
 * renames it or changes its columns before the transaction ends.
 */
public final class HeldTable {
  /** Undefined column, table, schema. */
  private static final Set<String> GONE = Set.of("42703", "42P01", "3F000");

  private HeldTable() {}

  /**
   * Waits for the table's lock and holds it.
   *
   * @return whether it is the table that was resolved, and its columns are still of those types; as
   *     they are, whatever the connection's view
   */
  public static boolean hold(Connection connection, SourceTable table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(holdSql(table))) {
      ResultSetMetaData columns = row.getMetaData();
      int column = 0;
      if (!XmlType.of(columns.getColumnTypeName(++column)).equals(Optional.of(table.xmlType()))) {
        return false;
      }
      for (KeyColumn key : table.key()) {
        if (!KeyType.of(columns.getColumnTypeName(++column)).equals(Optional.of(key.type()))) {
          return false;
        }
      }
      if (table.hasArrival()
          && !ArrivalType.of(columns.getColumnTypeName(++column))
              .equals(Optional.of(table.arrivalType()))) {
        return false;
      }
    } catch (SQLException e) {
      if (GONE.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
    return isNamed(connection, table);
  }

  /** Whether it is still the table behind its name, whatever the connection's view. */
  public static boolean isNamed(Connection connection, SourceTable table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?)::oid")) {
      query.setString(1, table.name().sql());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1) == table.oid();
      }
    }
  }

  /** As expressions: the driver would look up more of what is a column of a table. */
  private static String holdSql(SourceTable table) {
    return "SELECT "
        + Stream.of(
                Stream.of(table.xmlColumn()),
                table.keyColumns().stream(),
                table.hasArrival() ? Stream.of(table.arrivalColumn()) : Stream.<String>empty())
            .flatMap(columns -> columns)
            .map(column -> "coalesce(" + Sql.identifier(column) + ")")
            .collect(Collectors.joining(", "))
        + " FROM "
        + table.name().sql()
        + " LIMIT 0";
  }
}
