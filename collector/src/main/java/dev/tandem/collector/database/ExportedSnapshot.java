package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A view of the database that several connections can share by its id. It lives as long as this
 * object is open.
 */
public final class ExportedSnapshot implements AutoCloseable {
  private final Connection exporter;
  private final String id;

  ExportedSnapshot(Connection exporter, String id) {
    this.exporter = exporter;
    this.id = id;
  }

  /** Exports what is committed now. */
  public static ExportedSnapshot now(Database database) {
    Connection exporter = database.connect("snapshot");
    try (Statement statement = exporter.createStatement()) {
      exporter.setAutoCommit(false);
      exporter.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      exporter.setReadOnly(true);
      try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
        row.next();
        return new ExportedSnapshot(exporter, row.getString(1));
      }
    } catch (SQLException e) {
      Database.close(exporter);
      throw database.explain("export a snapshot", e);
    }
  }

  /** Opens a connection in a read-only transaction that sees exactly this snapshot. */
  public Connection connect(Database database, String purpose) {
    Connection connection = database.connect(purpose);
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      statement.execute("SET TRANSACTION SNAPSHOT '" + id + "'");
      return connection;
    } catch (SQLException e) {
      Database.close(connection);
      throw database.explain("share a snapshot", e);
    }
  }

  @Override
  public void close() {
    Database.close(exporter);
  }
}
