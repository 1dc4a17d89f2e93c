package dev.tandem.collector.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the server says of a replication slot.
 *
 * @param plugin empty text for a physical slot
 * @param database empty text for a physical slot
 * @param active whether a connection reads from it now
 * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; empty
 *     text where the slot has reserved nothing yet
 * @param keptBytes of WAL that the server keeps for it: from its restart_lsn to where WAL is
 *     written
 * @param pendingBytes of WAL that have not been delivered and confirmed
 * @param safeBytes that can still be written before the slot is in danger of being lost; absent
 *     where max_slot_wal_keep_size sets no limit
 * @param invalidation why the slot is lost, from PostgreSQL 17 on; empty text otherwise
 */
public record SlotStatus(
    String plugin,
    String database,
    boolean active,
    String walStatus,
    long keptBytes,
    long pendingBytes,
    OptionalLong safeBytes,
    String invalidation) {
  private static final String READ =
      """
      SELECT coalesce(plugin, ''), coalesce(database, ''), active, coalesce(wal_status, ''),
             coalesce(pg_wal_lsn_diff(w.lsn, restart_lsn), 0)::bigint,
             coalesce(pg_wal_lsn_diff(w.lsn, confirmed_flush_lsn), 0)::bigint,
             safe_wal_size,
             coalesce(to_jsonb(s) ->> 'invalidation_reason', '')
        FROM pg_replication_slots s,
             (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                          ELSE pg_current_wal_lsn() END AS lsn) w
       WHERE slot_name = ?\
      """;

  /** What the server says now; empty where there is no such slot. */
  public static Optional<SlotStatus> read(Connection connection, String slot) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      query.setString(1, slot);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long safe = row.getLong(7);
        OptionalLong safeBytes = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(safe);
        return Optional.of(
            new SlotStatus(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getString(4),
                Math.max(0, row.getLong(5)),
                Math.max(0, row.getLong(6)),
                safeBytes,
                row.getString(8)));
      }
    }
  }

  /** Whether changes that were not delivered yet are gone. */
  public boolean lost() {
    return walStatus.equals("lost");
  }
}
