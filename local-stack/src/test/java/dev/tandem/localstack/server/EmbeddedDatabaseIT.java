package dev.tandem.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir private Path folder;

  @Test
  void shouldKeepRowsAndSlotsOverARestart() throws SQLException {
    try (EmbeddedDatabase database = start()) {
      execute(database, "CREATE TABLE documents (id bigint PRIMARY KEY, xml text)");
      execute(database, "INSERT INTO documents VALUES (1, '<nfeProc/>')");
      query(database, "SELECT pg_create_logical_replication_slot('captures', 'pgoutput')");
    }

    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SELECT xml FROM documents")).isEqualTo("<nfeProc/>");
      assertThat(query(database, "SELECT slot_name FROM pg_replication_slots"))
          .isEqualTo("captures");
    }
  }

  @Test
  void shouldListenOnThisMachineOnlyAndOrderByCodePoint() throws SQLException {
    EmbeddedDatabase database = SharedServers.with(Server.DATABASE).database();

    assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
    assertThat(query(database, "SHOW wal_level")).isEqualTo("logical");
    assertThat(query(database, "SHOW fsync")).isEqualTo("off");
    assertThat(query(database, "SELECT 'a' > 'B'")).isEqualTo("t");
  }

  @Test
  void shouldWaitForTheDiskWhenAsked() throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0, Durability.SAFE)) {
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void shouldKnowWhatTheSqlOpinionNeeds() throws SQLException {
    EmbeddedDatabase database = SharedServers.with(Server.DATABASE).database();

    assertThat(
            query(
                database,
                "SELECT timestamp '2018-12-01 12:00' AT TIME ZONE 'America/Sao_Paulo'"
                    + " = timestamptz '2018-12-01 14:00Z'"))
        .isEqualTo("t");
    assertThat(
            query(
                database,
                "SELECT (xpath('/n:a/n:b/text()', '<a xmlns=\"urn:n\"><b>7</b></a>'::xml,"
                    + " ARRAY[ARRAY['n', 'urn:n']]))[1]"))
        .isEqualTo("7");
  }

  @Test
  void shouldMakeDatabasesApart() throws SQLException {
    EmbeddedDatabase database = SharedServers.with(Server.DATABASE).database();

    String url = database.createDatabase("of_one_test");

    try (Connection connection = DriverManager.getConnection(url, database.user(), "")) {
      assertThat(connection.getCatalog()).isEqualTo("of_one_test");
    }
  }

  @Test
  void shouldRefuseTheDataOfAnotherVersion() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "9.6\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder + " was written by PostgreSQL 9.6, this is 18")
        .hasMessageContaining("delete it");
  }

  @Test
  void shouldMakeAgainWhatWasNotFinished() throws Exception {
    Files.createFile(folder.resolve("unfinished"));
    Files.createDirectories(folder.resolve("data/base"));
    Files.writeString(folder.resolve("data/postgresql.conf"), "");

    try (EmbeddedDatabase database = start()) {
      assertThat(query(database, "SELECT 1")).isEqualTo("1");
    }
    assertThat(folder.resolve("unfinished")).doesNotExist();
  }

  @Test
  void shouldRefuseAPortOrAFolderInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> EmbeddedDatabase.start(folder, taken.getLocalPort(), Durability.FAST))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
    EmbeddedDatabase database = start();
    assertThatThrownBy(this::start)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder + " is in use");
    database.close();
    database.close();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder, 0, Durability.FAST);
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
