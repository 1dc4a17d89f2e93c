package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database's clock, which its commit times and heartbeats are of. */
public final class DatabaseClock {
  private DatabaseClock() {}

  /** Now, in epoch milliseconds. */
  public static long nowMs(Database database, Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw database.explain("read the database's clock", e);
    }
  }
}
