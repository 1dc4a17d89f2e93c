package dev.tandem.collector.watch;

import dev.tandem.collector.pace.PaceSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks a database whether it has more to do than it should. */
final class Busyness {
  /** Standbys and slots that are being read, the source's own among them. */
  private static final String LAG =
      """
      SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(),
                                          coalesce(replay_lsn, flush_lsn, sent_lsn))), 0)::bigint
        FROM pg_stat_replication\
      """;

  private static final String ACTIVE =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
         AND application_name NOT LIKE 'tandem collector%'\
      """;

  private final PaceSettings settings;

  Busyness(PaceSettings settings) {
    this.settings = settings;
  }

  boolean isBusy(Connection connection) throws SQLException {
    return (settings.maxLagBytes().isPresent()
            && number(connection, LAG) > settings.maxLagBytes().getAsLong())
        || (settings.maxActive().isPresent()
            && number(connection, ACTIVE) > settings.maxActive().getAsInt());
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
