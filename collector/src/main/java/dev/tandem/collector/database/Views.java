package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Kinds of {@link View}. Whoever opens one has seen a {@link Barrier} passed before. */
public final class Views {
  private Views() {}

  /**
   * One view for all connections, of what is committed now. It holds back the database's vacuum
   * (its xmin) until it is closed.
   */
  public static View shared(Database database) {
    Connection exporter = database.connect("snapshot");
    try (Statement statement = exporter.createStatement()) {
      begin(exporter);
      try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
        row.next();
        return new Shared(database, exporter, row.getString(1));
      }
    } catch (SQLException e) {
      Database.close(exporter);
      throw database.explain("export a snapshot", e);
    }
  }

  /**
   * Each statement sees what is committed when it begins, and holds back nothing once it has ended.
   */
  public static View perStatement(Database database) {
    return new PerStatement(database);
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
  }

  private record Shared(Database database, Connection exporter, String id) implements View {
    @Override
    public Connection connect(String purpose) {
      Connection connection = database.connect(purpose);
      try (Statement statement = connection.createStatement()) {
        begin(connection);
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

  private record PerStatement(Database database) implements View {
    @Override
    public Connection connect(String purpose) {
      Connection connection = database.connect(purpose);
      try {
        connection.setReadOnly(true);
        return connection;
      } catch (SQLException e) {
        Database.close(connection);
        throw database.explain("prepare a connection", e);
      }
    }

    @Override
    public void close() {
      // Every connection is its user's own.
    }
  }
}
