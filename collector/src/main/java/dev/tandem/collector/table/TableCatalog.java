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
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks a user's table up in the catalog and checks that its rows can be captured. */
public final class TableCatalog {
  private static final String TABLE =
      """
      SELECT c.oid, c.relkind, c.relpersistence,
             c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid),
             current_setting('server_encoding')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ?\
      """;

  private final Database database;
  private final TableRequest request;

  private TableCatalog(Database database, TableRequest request) {
    this.database = database;
    this.request = request;
  }

  private record Found(long oid, boolean partitioned, TextEncoding encoding) {}

  /**
   * What was found of the table that was asked for.
   *
   * @param table absent where there are problems
   * @param problems each with its remedy
   */
  public record Inspection(Optional<SourceTable> table, List<TableException> problems) {
    public Inspection {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The table that was asked for.
   *
   * @throws TableException when it, a column or the condition cannot serve, with the remedy
   */
  public static SourceTable resolve(
      Database database, Connection connection, TableRequest request) {
    TableCatalog catalog = new TableCatalog(database, request);
    Inspection inspection = catalog.inspect(connection);
    if (!inspection.problems().isEmpty()) {
      throw inspection.problems().get(0);
    }
    SourceTable table = inspection.table().orElseThrow();
    catalog.tryOut(connection, table);
    return table;
  }

  /** Looks at all that the catalog says, without reading the table. */
  public static Inspection inspect(Database database, Connection connection, TableRequest request) {
    return new TableCatalog(database, request).inspect(connection);
  }

  private Inspection inspect(Connection connection) {
    List<TableException> problems = new ArrayList<>();
    Found found;
    Map<String, CatalogColumn> columns;
    try {
      Optional<Found> table = table(connection, problems);
      if (table.isEmpty()) {
        return new Inspection(Optional.empty(), problems);
      }
      found = table.get();
      columns = CatalogColumn.read(connection, found.oid());
    } catch (SQLException e) {
      throw database.explain("read the catalog", e);
    }
    Optional<SourceTable> table = Optional.empty();
    Optional<List<KeyColumn>> key = attempt(problems, () -> key(connection, columns, found.oid()));
    Optional<CatalogColumn> xml =
        attempt(problems, () -> column(columns, "--xml-column", request.xmlColumn()));
    Optional<XmlType> xmlType =
        xml.flatMap(
            column ->
                attempt(problems, () -> type("--xml-column", column, XmlType::of, XmlType.NAMES)));
    Optional<CatalogColumn> arrival =
        request
            .arrivalColumn()
            .flatMap(name -> attempt(problems, () -> column(columns, "--arrival-column", name)));
    Optional<ArrivalType> arrivalType =
        arrival.flatMap(
            column ->
                attempt(
                    problems,
                    () -> type("--arrival-column", column, ArrivalType::of, ArrivalType.NAMES)));
    if (problems.isEmpty()) {
      table =
          Optional.of(
              new SourceTable(
                  request.table(),
                  found.oid(),
                  found.partitioned(),
                  key.orElseThrow(),
                  xml.orElseThrow().name(),
                  xmlType.orElseThrow(),
                  arrival.map(CatalogColumn::name).orElse(""),
                  arrivalType.orElse(ArrivalType.NONE),
                  found.encoding(),
                  request.where()));
    }
    return new Inspection(table, problems);
  }

  private static <T> Optional<T> attempt(List<TableException> problems, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (TableException e) {
      problems.add(e);
      return Optional.empty();
    }
  }

  /**
   * The table; problems are added, and none of it is returned where there is nothing to look at.
   */
  private Optional<Found> table(Connection connection, List<TableException> problems)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, request.table().schema());
      query.setString(2, request.table().name());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          problems.add(
              new TableException(
                  "there is no table "
                      + request.table()
                      + " in database "
                      + database.settings().address()
                      + ": check --table, case included"));
          return Optional.empty();
        }
        String kind = row.getString(2);
        if (!kind.equals("r") && !kind.equals("p")) {
          problems.add(
              new TableException(
                  request.table()
                      + " is no table, so it has no change stream: name the table itself"));
          return Optional.empty();
        }
        if (!row.getString(3).equals("p")) {
          String mend = "ALTER TABLE " + request.table().sql() + " SET LOGGED";
          problems.add(
              new TableException(
                  request.table()
                      + " is unlogged or temporary, so it has no change stream: "
                      + mend,
                  List.of(mend)));
        }
        if (row.getBoolean(4)) {
          problems.add(
              new TableException(
                  request.table()
                      + " has tables that inherit from it, whose changes come under their own"
                      + " names: collect each as a source of its own"));
        }
        if (kind.equals("p")) {
          problems.addAll(Partitions.inspect(connection, row.getLong(1), request.table()));
        }
        String serverEncoding = row.getString(5);
        TextEncoding encoding =
            attempt(problems, () -> TextEncoding.of(serverEncoding)).orElse(TextEncoding.CONVERTED);
        return Optional.of(new Found(row.getLong(1), kind.equals("p"), encoding));
      }
    }
  }

  private List<KeyColumn> key(Connection connection, Map<String, CatalogColumn> columns, long oid) {
    KeyLookup lookup = new KeyLookup(connection, request.table(), oid);
    List<CatalogColumn> found;
    if (request.keyColumns().isEmpty()) {
      found = lookup.primary(columns);
    } else {
      found =
          request.keyColumns().stream()
              .map(name -> column(columns, "--key-columns", name))
              .toList();
      try {
        lookup.verify(found);
      } catch (SQLException e) {
        throw database.explain("look for unique indexes", e);
      }
    }
    return found.stream()
        .map(
            column ->
                new KeyColumn(
                    column.name(), type("--key-columns", column, KeyType::of, KeyType.NAMES)))
        .toList();
  }

  private CatalogColumn column(Map<String, CatalogColumn> columns, String option, String name) {
    CatalogColumn column = columns.get(name);
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

  private <T> T type(
      String option, CatalogColumn column, Function<String, Optional<T>> types, String wanted) {
    return types
        .apply(column.type())
        .orElseThrow(
            () ->
                new TableException(
                    option
                        + " "
                        + column.name()
                        + " of "
                        + request.table()
                        + " is of type "
                        + column.fullType()
                        + ", which must be "
                        + wanted));
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
