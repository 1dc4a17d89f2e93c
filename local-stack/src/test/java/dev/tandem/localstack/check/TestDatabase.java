package dev.tandem.localstack.check;

import dev.tandem.localstack.server.EmbeddedDatabase;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database for one test class on the server that all share. */
public final class TestDatabase {
  private TestDatabase() {}

  /** A connection to a new database; the test closes it. */
  public static Connection connect(String name) throws SQLException {
    EmbeddedDatabase server = SharedServers.with(Server.DATABASE).database();
    return DriverManager.getConnection(server.createDatabase(name), server.user(), "");
  }

  /** One more connection to a database that is there; the test closes it. */
  static Connection reconnect(String name) throws SQLException {
    EmbeddedDatabase server = SharedServers.with(Server.DATABASE).database();
    return DriverManager.getConnection(server.jdbcUrl(name), server.user(), "");
  }
}
