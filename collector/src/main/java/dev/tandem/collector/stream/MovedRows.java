package dev.tandem.collector.stream;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.table.HeldTable;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.PrimaryKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Looks up rows that were given another key while their XML, kept out of line, did not travel with
 * the change. Such a row may have moved from a key range that is still to be read to one that has
 * been, so that no view ever shows it.
 */
final class MovedRows implements AutoCloseable {
  private static final int XML = 1;

  private final Database database;
  private final SourceTable table;
  private Optional<Connection> connection = Optional.empty();

  MovedRows(Database database, SourceTable table) {
    this.database = database;
    this.table = table;
  }

  /** What a row holds now. */
  record Found(Optional<byte[]> xml, XmlType type) {}

  /**
   * The row with this key; where there is none any more, a later change shows what became of it.
   *
   * @throws DatabaseException a passing one, where the table is no longer as it was resolved
   */
  Optional<Found> find(PrimaryKey key) {
    if (connection.isEmpty()) {
      connection = Optional.of(database.connect("moved rows"));
    }
    try {
      connection.get().setAutoCommit(false);
      if (!HeldTable.hold(connection.get(), table)) {
        throw DatabaseException.passing(
            "another table has the name "
                + table.name()
                + ", or its columns have other types, than when its stream was begun");
      }
      Optional<Found> found = select(connection.get(), key);
      connection.get().commit();
      return found;
    } catch (SQLException e) {
      throw database.explain("read a row of table " + table.name(), e);
    }
  }

  private Optional<Found> select(Connection connection, PrimaryKey key) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT "
                    + table.columnsSql()
                    + " FROM "
                    + table.name().sql()
                    + " WHERE "
                    + table.isKeySql(key)
                    + " AND "
                    + table.conditionSql())) {
      return row.next() ? Optional.of(new Found(xml(row), table.xmlType())) : Optional.empty();
    }
  }

  private Optional<byte[]> xml(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getBytes(XML)).map(table::xmlOfSelected);
  }

  @Override
  public void close() {
    connection.ifPresent(Database::close);
    connection = Optional.empty();
  }
}
