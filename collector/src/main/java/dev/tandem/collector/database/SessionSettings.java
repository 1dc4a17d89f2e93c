package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * What every session of the collector relies on, whatever its role or database sets: how values are
 * printed, which name is which, and no limits that are meant for applications, which would end a
 * COPY of hours or the transaction that keeps a snapshot.
 */
public final class SessionSettings {
  /*
   * Named through pg_settings because older servers do not know all of them. With row_security off a table whose policies would
   * hide rows is an error instead of a count that is silently too low. A collector whose machine is gone must not keep its locks for
   * the two hours that TCP takes by default to notice. client_encoding is the driver's own.
   */
  private static final String KNOWN =
      """
       FROM pg_catalog.pg_settings JOIN (VALUES ('row_security', 'off'),
             ('bytea_output', 'hex'), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'),
             ('TimeZone', 'UTC'), ('extra_float_digits', '1'), ('lc_monetary', 'C'),
             ('xmlbinary', 'base64'), ('xmloption', 'content'),
             ('search_path', 'pg_catalog'), ('standard_conforming_strings', 'on'), ('quote_all_identifiers', 'off'),
             ('default_transaction_read_only', 'off'), ('default_transaction_deferrable', 'off'),
             ('default_transaction_isolation', 'read committed'),
             ('statement_timeout', '0'), ('lock_timeout', '0'),
             ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0'),
             ('transaction_timeout', '0'),
             ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),
             ('tcp_keepalives_count', '3')) AS ours (name, value) USING (name)\
      """;

  private static final String SET = "SELECT pg_catalog.set_config(name, value, false)" + KNOWN;

  private static final String OPTIONS = "SELECT name, value" + KNOWN;

  private SessionSettings() {}

  static void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SET);
    }
  }

  /** The same as {@code options} of a connection that somebody else opens. */
  public static String options(Connection connection) throws SQLException {
    StringJoiner options = new StringJoiner(" ");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OPTIONS)) {
      while (row.next()) {
        options.add(
            "-c " + row.getString("name") + '=' + row.getString("value").replace(" ", "\\ "));
      }
    }
    return options.toString();
  }
}
