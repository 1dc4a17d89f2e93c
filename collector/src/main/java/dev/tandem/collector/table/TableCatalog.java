package dev.tandem.collector.table;

import dev.tandem.collector.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks a user's table up in the catalog and checks that its rows can be captured. */
public final class TableCatalog {
  private static final String TABLE =
      """
      SELECT c.oid, c.relkind, c.relpersistence,
             c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ?\
      """;

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
             EXISTS (SELECT FROM pg_index i
                      WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indisvalid
                        AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum),
             EXISTS (SELECT FROM pg_index i
                      WHERE i.indrelid = a.attrelid AND i.indisprimary
                        AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]))
        FROM pg_attribute a
        JOIN based b ON b.attnum = a.attnum
        JOIN pg_type t ON t.oid = b.oid AND t.typtype <> 'd'
       WHERE a.attrelid = ?\
      """;

  private final Database database;
  private final TableRequest request;

  private TableCatalog(Database database, TableRequest request) {
    this.database = database;
    this.request = request;
  }

  private record Found(long oid, boolean partitioned) {}

  private record Column(
      String name,
      String type,
      String fullType,
      boolean generated,
      boolean notNull,
      boolean unique,
      boolean primary) {}

  /**
   * The table that was asked for.
   *
   * @throws TableException when it, a column or the condition cannot serve, with the remedy
   */
  public static SourceTable resolve(
      Database database, Connection connection, TableRequest request) {
    return new TableCatalog(database, request).resolve(connection);
  }

  private SourceTable resolve(Connection connection) {
    Found found;
    Map<String, Column> columns;
    try {
      found = table(connection);
      columns = columns(connection, found.oid());
    } catch (SQLException e) {
      throw database.explain("read the catalog", e);
    }
    Column key = keyColumn(columns);
    Column xml = column(columns, "--xml-column", request.xmlColumn());
    Optional<Column> arrival =
        request.arrivalColumn().map(name -> column(columns, "--arrival-column", name));
    SourceTable table =
        new SourceTable(
            request.table(),
            found.oid(),
            found.partitioned(),
            key.name(),
            KeyType.of(key.type()).orElseThrow(() -> wrongType("--key-column", key, KeyType.NAMES)),
            xml.name(),
            XmlType.of(xml.type()).orElseThrow(() -> wrongType("--xml-column", xml, XmlType.NAMES)),
            arrival.map(Column::name).orElse(""),
            arrival
                .map(
                    column ->
                        ArrivalType.of(column.type())
                            .orElseThrow(
                                () -> wrongType("--arrival-column", column, ArrivalType.NAMES)))
                .orElse(ArrivalType.NONE),
            request.where());
    tryOut(connection, table);
    return table;
  }

  private Found table(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, request.table().schema());
      query.setString(2, request.table().name());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new TableException(
              "there is no table "
                  + request.table()
                  + " in database "
                  + database.settings().address()
                  + ": check --table, case included");
        }
        String kind = row.getString(2);
        if (!kind.equals("r") && !kind.equals("p")) {
          throw new TableException(
              request.table() + " is no table, so it has no change stream: name the table itself");
        }
        if (!row.getString(3).equals("p")) {
          throw new TableException(
              request.table()
                  + " is unlogged or temporary, so it has no change stream: ALTER TABLE "
                  + request.table().sql()
                  + " SET LOGGED");
        }
        if (row.getBoolean(4)) {
          throw new TableException(
              request.table()
                  + " has tables that inherit from it, whose changes come under their own names:"
                  + " collect each as a source of its own");
        }
        return new Found(row.getLong(1), kind.equals("p"));
      }
    }
  }

  private static Map<String, Column> columns(Connection connection, long oid) throws SQLException {
    Map<String, Column> columns = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, oid);
      query.setLong(2, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.put(
              row.getString(1),
              new Column(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getBoolean(4),
                  row.getBoolean(5),
                  row.getBoolean(6),
                  row.getBoolean(7)));
        }
      }
    }
    return columns;
  }

  private Column keyColumn(Map<String, Column> columns) {
    if (request.keyColumn().isPresent()) {
      Column key = column(columns, "--key-column", request.keyColumn().get());
      if (!key.notNull() || !key.unique()) {
        throw new TableException(
            "--key-column "
                + key.name()
                + " of "
                + request.table()
                + " does not tell rows apart: it must be NOT NULL and have a unique index of its"
                + " own, without a condition");
      }
      return key;
    }
    List<Column> primary = new ArrayList<>();
    columns.values().stream().filter(Column::primary).forEach(primary::add);
    if (primary.size() != 1) {
      throw new TableException(
          request.table()
              + (primary.isEmpty()
                  ? " has no primary key"
                  : " has a primary key of several columns "
                      + primary.stream().map(Column::name).toList())
              + ": name a column that is NOT NULL and unique with --key-column");
    }
    return primary.get(0);
  }

  private Column column(Map<String, Column> columns, String option, String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new TableException(
          option
              + " "
              + name
              + " is no column of "
              + request.table()
              + ", which has "
              + String.join(", ", columns.keySet()));
    }
    if (column.generated()) {
      throw new TableException(
          option
              + " "
              + name
              + " of "
              + request.table()
              + " is a generated column, which the change stream does not carry: name another");
    }
    return column;
  }

  private TableException wrongType(String option, Column column, String wanted) {
    return new TableException(
        option
            + " "
            + column.name()
            + " of "
            + request.table()
            + " is of type "
            + column.fullType()
            + ", which must be "
            + wanted);
  }

  private void tryOut(Connection connection, SourceTable table) {
    String query = "SELECT " + table.columnsSql() + " FROM " + table.name().sql();
    try (Statement statement = connection.createStatement()) {
      statement.execute(query + " LIMIT 0");
    } catch (SQLException e) {
      throw database.explain("read table " + table.name(), e);
    }
    if (table.where().isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(query + " WHERE " + table.conditionSql() + " LIMIT 0");
      } catch (SQLException e) {
        throw new TableException(
            "--where \""
                + table.where().get()
                + "\" is no condition on "
                + table.name()
                + ": "
                + e.getMessage(),
            e);
      }
    }
  }
}
