package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction id given out after a slot was made. A transaction can have written its commit
 * before the slot's start, so that the slot leaves it out, and still be invisible (it waits for a
 * synchronous standby, for example). A view that shows every transaction before the barrier as over
 * shows it too.
 *
 * @param transaction an xid8
 */
public record Barrier(long transaction) {
  /** Those of other users show only to members of pg_read_all_stats. */
  private static final String OLDER =
      """
      SELECT format('process %s of %s (%s, since %s)',
                    pid, usename, application_name, xact_start::timestamptz(0))
        FROM pg_stat_activity WHERE age(backend_xid) > age(?::xid)
      UNION ALL
      SELECT format('prepared transaction %s of %s (since %s)',
                    gid, owner, prepared::timestamptz(0))
        FROM pg_prepared_xacts WHERE age(transaction) > age(?::xid)\
      """;

  private static final long XID = 0xffff_ffffL;

  /** One that every transaction running now is before. */
  public static Barrier now(Database database, Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
      row.next();
      return new Barrier(row.getLong(1));
    } catch (SQLException e) {
      throw database.explain("take a transaction id", e);
    }
  }

  /** Whether every transaction before it is over, for every view from now on. */
  public boolean passed(Database database, Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")) {
      row.next();
      return row.getLong(1) >= transaction;
    } catch (SQLException e) {
      throw database.explain("look for the oldest transaction", e);
    }
  }

  /** The transactions before it that are not over, as far as this user may see them. */
  public List<String> older(Database database, Connection connection) {
    String xid = Long.toString(transaction & XID);
    try (PreparedStatement query = connection.prepareStatement(OLDER)) {
      query.setString(1, xid);
      query.setString(2, xid);
      List<String> older = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          older.add(row.getString(1));
        }
      }
      return older;
    } catch (SQLException e) {
      throw database.explain("look for old transactions", e);
    }
  }
}
