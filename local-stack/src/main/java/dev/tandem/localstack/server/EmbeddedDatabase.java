package dev.tandem.localstack.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL in child processes, ready for logical replication. One superuser without a password,
 * collation C (order by code point), time zone UTC; its output is in {@code server.log} of its
 * folder.
 */
public final class EmbeddedDatabase implements RunningServer {
  private static final String USER = "postgres";
  private static final String DATABASE = "postgres";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServerFolder folder;
  private final EmbeddedPostgres postgres;
  private final Optional<ProcessHandle> process;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(
      ServerFolder folder, EmbeddedPostgres postgres, Optional<ProcessHandle> process) {
    this.folder = folder;
    this.postgres = postgres;
    this.process = process;
  }

  /**
   * Starts a database on a new folder or on one an earlier database has left; returns when it can
   * be queried.
   *
   * @param folder created where it is absent
   * @param port on 127.0.0.1, or 0 for a free one
   * @throws ServerException when the port or the folder is in use, the folder was written by
   *     another version, or the server does not start
   */
  public static EmbeddedDatabase start(Path folder, int port, Durability durability) {
    ServerFolder locked = ServerFolder.lock(Server.DATABASE, folder);
    try {
      return start(locked, port, durability);
    } catch (RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  /** The JDBC address of the first database, {@code postgres}, without user. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The JDBC address of a database of this server, without user. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + Ports.HOST + ":" + port() + "/" + database;
  }

  /** The superuser's name; there is no password. */
  public String user() {
    return USER;
  }

  @Override
  public int port() {
    return postgres.getPort();
  }

  /** A new connection to the first database; the caller closes it. */
  public Connection connection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, "");
  }

  /**
   * Makes a database of its own for somebody who shares this server.
   *
   * @param name lower-case letters, digits and underscores
   * @return its JDBC address
   */
  public String createDatabase(String name) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
    }
    return jdbcUrl(name);
  }

  /** Stops the database, ending its clients' connections; its data stay. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new ServerException("DATABASE on " + folder.path() + " cannot be stopped", e);
      }
      // The library waits for five seconds; a last checkpoint may take longer.
      process.ifPresent(postmaster -> ChildProcesses.awaitEnd(Server.DATABASE, postmaster));
      folder.close();
    }
  }

  private static EmbeddedDatabase start(
      ServerFolder folder, int wantedPort, Durability durability) {
    DatabaseFolder data = new DatabaseFolder(folder);
    data.endLeftBehind();
    data.prepare();
    int port = Ports.reserve(Server.DATABASE, wantedPort).get(0);
    long logStart = ServerLog.end(folder.log());
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(folder.log().toFile());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPgBinaryResolver(DatabasePrograms.INSTANCE)
            .setOverrideWorkingDirectory(DatabasePrograms.folder().toFile())
            .setDataDirectory(folder.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setLocaleConfig("locale", "C")
            .setPort(port)
            .setPGStartupWait(PATIENCE)
            .setOutputRedirector(log)
            .setErrorRedirector(log);
    DatabaseSettings.of(durability).forEach(builder::setServerConfig);
    try {
      EmbeddedPostgres postgres = builder.start();
      data.complete();
      return new EmbeddedDatabase(folder, postgres, data.postmaster());
    } catch (IOException | RuntimeException e) {
      data.endLeftBehind();
      throw new ServerException(
          "DATABASE cannot start on %s (%s); see %s, which ends:%s"
              .formatted(
                  folder.path(),
                  e.getMessage(),
                  folder.log(),
                  ServerLog.tail(folder.log(), logStart)),
          e);
    }
  }
}
