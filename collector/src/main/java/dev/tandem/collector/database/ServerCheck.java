package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a server must be before anything is made on it. */
public final class ServerCheck {
  /** pgoutput passes messages on, which heartbeats need. */
  private static final int MESSAGES = 140_000;

  /** Publications have row filters. */
  private static final int ROW_FILTERS = 150_000;

  private ServerCheck() {}

  /**
   * Checks version, role and {@code wal_level}.
   *
   * @param filtered whether the rows are filtered by {@code --where}
   * @throws DatabaseException naming the setting, its value and the remedy
   */
  public static void verify(Database database, Connection connection, boolean filtered) {
    String address = database.settings().address();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int,"
                    + " current_setting('server_version'), pg_is_in_recovery(),"
                    + " current_setting('wal_level')")) {
      row.next();
      int version = row.getInt(1);
      if (version < (filtered ? ROW_FILTERS : MESSAGES)) {
        throw new DatabaseException(
            "database "
                + address
                + " is PostgreSQL "
                + row.getString(2)
                + (filtered
                    ? ": --where needs 15 or newer (publications with row filters)"
                    : ": the collector needs 14 or newer"));
      }
      if (row.getBoolean(3)) {
        throw new DatabaseException(
            "database " + address + " is a standby: name its primary in --url");
      }
      if (!row.getString(4).equals("logical")) {
        throw new DatabaseException(
            "database "
                + address
                + " has wal_level="
                + row.getString(4)
                + ", but its change stream needs logical: ALTER SYSTEM SET wal_level = logical,"
                + " then restart the server");
      }
    } catch (SQLException e) {
      throw database.explain("read the server's settings", e);
    }
  }
}
