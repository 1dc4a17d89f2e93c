package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A lock that ends with the connection that took it, whatever becomes of its program.
 *
 * @param name known to all who want it; {@code tandem:} comes before it
 */
public record AdvisoryLock(Database database, String name) {
  private static final String TAKE =
      "SELECT pg_try_advisory_lock(hashtextextended('tandem:' || ?, 0))";
  private static final String RELEASE =
      "SELECT pg_advisory_unlock(hashtextextended('tandem:' || ?, 0))";

  /** Takes the lock where it is free. */
  public boolean tryTake(Connection connection) {
    return ask(connection, TAKE, "take the lock ");
  }

  /** Gives back a lock that was taken. */
  public void release(Connection connection) {
    ask(connection, RELEASE, "give back the lock ");
  }

  private boolean ask(Connection connection, String sql, String wanted) {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw database.explain(wanted + name, e);
    }
  }
}
