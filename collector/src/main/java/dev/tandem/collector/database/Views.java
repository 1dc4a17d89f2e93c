package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Views in which every transaction before a {@link Barrier} is over. */
public final class Views {
  private static final String EXPORT =
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_export_snapshot()";

  private Views() {}

  /**
   * One view for all connections, of what is committed now. It holds back the database's vacuum
   * (its xmin) until it is closed.
   *
   * @return none while a transaction before the barrier runs
   */
  public static Optional<View> shared(Database database, Barrier barrier) {
    Connection exporter = database.connect("snapshot");
    try (Statement statement = exporter.createStatement()) {
      begin(exporter);
      try (ResultSet row = statement.executeQuery(EXPORT)) {
        row.next();
        if (row.getLong(1) >= barrier.transaction()) {
          return Optional.of(new Shared(database, exporter, row.getString(2)));
        }
      }
      Database.close(exporter);
      return Optional.empty();
    } catch (SQLException e) {
      Database.close(exporter);
      throw database.explain("export a snapshot", e);
    }
  }

  /**
   * Each statement sees what is committed when it begins, and holds back nothing once it has ended.
   *
   * @return none while a transaction before the barrier runs
   */
  public static Optional<View> perStatement(Database database, Barrier barrier) {
    // What one view is past, every later one is.
    return shared(database, barrier)
        .map(
            passed -> {
              passed.close();
              return new PerStatement(database);
            });
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
