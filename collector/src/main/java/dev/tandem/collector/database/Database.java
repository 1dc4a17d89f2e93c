package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/** Opens connections of one database and explains its errors. */
public final class Database {
  private final DatabaseSettings settings;

  public Database(DatabaseSettings settings) {
    this.settings = settings;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /**
   * An ordinary connection with the {@link SessionSettings}, in auto-commit.
   *
   * @param purpose shown in {@code pg_stat_activity}
   * @throws DatabaseException when the database does not answer or refuses
   */
  public Connection connect(String purpose) {
    return open(purpose, properties(purpose));
  }

  /**
   * A connection that speaks the replication protocol.
   *
   * @throws DatabaseException when the database does not answer or refuses
   */
  public Connection connectForReplication(String purpose) {
    Properties properties = properties(purpose);
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    return open(purpose, properties);
  }

  private Connection open(String purpose, Properties properties) {
    Connection connection;
    try {
      connection = DriverManager.getConnection(settings.url(), properties);
    } catch (SQLException e) {
      throw explain("connect for the " + purpose, e);
    }
    try {
      SessionSettings.apply(connection);
      return connection;
    } catch (SQLException e) {
      close(connection);
      throw explain("prepare a connection", e);
    }
  }

  private Properties properties(String purpose) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    settings
        .password()
        .ifPresent(password -> PGProperty.PASSWORD.set(properties, password.reveal()));
    PGProperty.APPLICATION_NAME.set(properties, "tandem collector: " + purpose);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }

  /**
   * What the driver threw, with the address and the remedy.
   *
   * @param wanted what was being done, such as {@code read the table}
   */
  public DatabaseException explain(String wanted, SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return new DatabaseException(
        "cannot "
            + wanted
            + " at database "
            + settings.address()
            + " as "
            + settings.user()
            + ": "
            + messages(failure)
            + remedy(state),
        failure,
        isConnectionLost(state));
  }

  /** Class 08: connection; 57P0x: the server shuts down or starts; 53300: no connection is free. */
  static boolean isConnectionLost(String state) {
    return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
  }

  private static String messages(SQLException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(
            cause ->
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()))
        .distinct()
        .map(
            message -> message.endsWith(".") ? message.substring(0, message.length() - 1) : message)
        .collect(Collectors.joining(": "));
  }

  private static String remedy(String state) {
    return switch (state) {
      case "28P01", "28000" ->
          ". Check --user, the password (--password-file or TANDEM_DB_PASSWORD), and that"
              + " pg_hba.conf lets this user in, replication connections included.";
      case "3D000" -> ". Check the database's name in --url.";
      case "42501" ->
          ". Grant it; the collector needs USAGE on the schema, SELECT on the table, the role"
              + " attribute REPLICATION, and, unless the publication exists, ownership of the table"
              + " and CREATE on the database.";
      case "53300" -> ". Raise max_connections or max_wal_senders, or close other connections.";
      case "53400" -> ". Raise max_replication_slots, or drop a slot that nobody uses.";
      case "08001", "08004" -> ". Check host and port in --url, and that the server runs.";
      default -> "";
    };
  }

  /** Closes a connection that may have failed. */
  public static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing is left to be done with it.
    }
  }
}
