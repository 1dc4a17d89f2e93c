package dev.tandem.collector.database;

import dev.tandem.registry.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where the database is and who asks. Prints without the password.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's parameters ({@code
 *     ?sslmode=verify-full&sslrootcert=...}) but no user and no password
 * @param password absent where the server asks for none, or the driver finds it ({@code .pgpass})
 */
public record DatabaseSettings(String url, String user, Optional<Secret> password) {
  private static final String EXAMPLE = "write it like jdbc:postgresql://localhost:5432/documents";
  private static final Set<String> ADDRESS =
      Set.of(
          PGProperty.PG_HOST.getName(),
          PGProperty.PG_PORT.getName(),
          PGProperty.PG_DBNAME.getName());

  /**
   * Checks what can be checked without a connection.
   *
   * @throws IllegalArgumentException naming what is wrong with the URL, and the remedy
   */
  public DatabaseSettings {
    check(url);
  }

  /** Host, as the URL names it. */
  public String host() {
    return parsed(url).getProperty(PGProperty.PG_HOST.getName());
  }

  /** Port, 5432 where the URL names none. */
  public int port() {
    return Integer.parseInt(parsed(url).getProperty(PGProperty.PG_PORT.getName()));
  }

  /** The name of the database. */
  public String database() {
    return parsed(url).getProperty(PGProperty.PG_DBNAME.getName());
  }

  /** The driver's parameters in the URL. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    Properties parsed = parsed(url);
    parsed.stringPropertyNames().stream()
        .filter(name -> !ADDRESS.contains(name))
        .forEach(name -> parameters.put(name, parsed.getProperty(name)));
    return parameters;
  }

  /** Host, port and database, to name in a message. */
  public String address() {
    return host() + ':' + port() + '/' + database();
  }

  private static void check(String url) {
    // Before the driver looks at it, which would log what it cannot read.
    if (withoutParameters(url).indexOf('@') >= 0) {
      throw secretInAddress();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "\"" + withoutParameters(url) + "\" is no address of a PostgreSQL database: " + EXAMPLE);
    }
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null || parsed.getProperty(PGProperty.PG_DBNAME.getName(), "").isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + withoutParameters(url) + "\" cannot be read or names no database: " + EXAMPLE);
    }
    if (parsed.containsKey(PGProperty.PASSWORD.getName())
        || parsed.containsKey(PGProperty.USER.getName())) {
      throw secretInAddress();
    }
    if (parsed.getProperty(PGProperty.PG_HOST.getName(), "").indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "the address names several hosts, but a replication slot is on one: name the primary");
    }
  }

  private static IllegalArgumentException secretInAddress() {
    return new IllegalArgumentException(
        "the address holds a user or a password, which would show in process lists and logs: give"
            + " them as separate options");
  }

  private static Properties parsed(String url) {
    return Driver.parseURL(url, new Properties());
  }

  private static String withoutParameters(String url) {
    int at = url.indexOf('?');
    return at < 0 ? url : url.substring(0, at) + "?...";
  }
}
