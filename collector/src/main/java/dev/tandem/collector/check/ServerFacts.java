package dev.tandem.collector.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the server says of itself and of who asks.
 *
 * @param version such as 180006
 * @param settings as {@code pg_settings} has them: numbers in the setting's own unit
 * @param slots that there are, of any kind
 * @param senders that send WAL now
 * @param role as SQL writes it
 */
record ServerFacts(
    int version,
    String versionText,
    boolean standby,
    Map<String, String> settings,
    int slots,
    int senders,
    String role,
    boolean superuser,
    boolean mayReplicate) {
  private static final String FACTS =
      """
      SELECT current_setting('server_version_num')::int, current_setting('server_version'),
             pg_is_in_recovery(),
             (SELECT count(*) FROM pg_replication_slots),
             (SELECT count(*) FROM pg_stat_replication),
             quote_ident(rolname), rolsuper, rolreplication
        FROM pg_roles WHERE rolname = current_user\
      """;

  private static final String SETTINGS =
      """
      SELECT name, setting FROM pg_settings
       WHERE name IN ('wal_level', 'max_replication_slots', 'max_wal_senders',
                      'max_slot_wal_keep_size', 'idle_replication_slot_timeout')\
      """;

  static ServerFacts read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Map<String, String> settings = new HashMap<>();
      try (ResultSet row = statement.executeQuery(SETTINGS)) {
        while (row.next()) {
          settings.put(row.getString(1), row.getString(2));
        }
      }
      try (ResultSet row = statement.executeQuery(FACTS)) {
        row.next();
        return new ServerFacts(
            row.getInt(1),
            row.getString(2),
            row.getBoolean(3),
            settings,
            row.getInt(4),
            row.getInt(5),
            row.getString(6),
            row.getBoolean(7),
            row.getBoolean(8));
      }
    }
  }

  String setting(String name) {
    return Optional.ofNullable(settings.get(name)).orElse("");
  }

  /** A setting that is a number; 0 where the server does not know it. */
  long number(String name) {
    return Long.parseLong(Optional.ofNullable(settings.get(name)).orElse("0"));
  }
}
