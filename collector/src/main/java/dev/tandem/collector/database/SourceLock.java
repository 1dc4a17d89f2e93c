package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Keeps a second collector away from a source while the first one reads its snapshot, when nobody
 * reads from the slot yet. An advisory lock: it ends with the connection.
 */
public final class SourceLock {
  private SourceLock() {}

  /**
   * Takes the lock for as long as the connection lives.
   *
   * @throws DatabaseException where another collector has it
   */
  public static void take(Database database, Connection connection, String source, String slot) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT pg_try_advisory_lock(hashtextextended('tandem:' || ?, 0))")) {
      query.setString(1, slot);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new DatabaseException(
              "another collector of source "
                  + source
                  + " is at work on slot "
                  + slot
                  + " of database "
                  + database.settings().address()
                  + ": stop it first, or give this one its own --source");
        }
      }
    } catch (SQLException e) {
      throw database.explain("lock source " + source, e);
    }
  }
}
