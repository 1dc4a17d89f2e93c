package dev.tandem.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistrySettings;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {
  private static final Set<Server> ALL = EnumSet.allOf(Server.class);

  @TempDir private Path folder;

  @Test
  void shouldStartAllAndCarryOnAfterAKill() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServersUntilKilled.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = killed.inputReader()) {
      assertThat(out.readLine()).isEqualTo(ServersUntilKilled.READY);
    } finally {
      killed.destroyForcibly().onExit().join();
    }

    try (LocalServers servers = LocalServers.start(folder, ALL)) {
      assertThat(rows(servers.database())).isEqualTo(1);
      try (Admin admin = admin(servers.broker())) {
        assertThat(admin.listTopics().names().get()).containsExactly("captures");
      }
      assertThat(
              RegistryClients.connect(RegistrySettings.of(servers.registry().url()))
                  .getAllSubjects())
          .isEmpty();
    }
  }

  @Test
  void shouldStartOnlyWhatIsAskedForAndMoreLater() {
    try (LocalServers servers = LocalServers.start(folder, Set.of(Server.BROKER))) {
      EmbeddedBroker broker = servers.broker();
      assertThatThrownBy(servers::database)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("DATABASE does not run");

      servers.ensure(Set.of(Server.BROKER, Server.DATABASE));

      assertThat(servers.broker()).isSameAs(broker);
      assertThat(servers.database().port()).isPositive();
    }
  }

  @Test
  void shouldStopTheOthersWhenOneCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalServers servers =
          new LocalServers(
              LocalServersSettings.in(folder).withPort(Server.DATABASE, taken.getLocalPort()));

      assertThatThrownBy(() -> servers.ensure(Set.of(Server.BROKER, Server.DATABASE)))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("DATABASE cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }

    LocalServers.start(folder, Set.of(Server.BROKER)).close();
  }

  @Test
  void shouldNotStartAgainWhatWasClosed() {
    LocalServers servers = new LocalServers(LocalServersSettings.in(folder));
    servers.close();
    servers.close();

    assertThatThrownBy(() -> servers.ensure(Set.of(Server.BROKER)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("were closed");
  }

  @Test
  void shouldShareOneOfEachInAJvm() {
    EmbeddedBroker broker = SharedServers.with(Server.BROKER).broker();

    assertThat(SharedServers.with(Server.BROKER, Server.DATABASE).broker()).isSameAs(broker);
  }

  /** Starts all servers, uses broker and database, says so, and waits to be killed. */
  static final class ServersUntilKilled {
    static final String READY = "ready";

    private ServersUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
      LocalServers servers = LocalServers.start(Path.of(arguments[0]), ALL);
      try (Admin admin = admin(servers.broker())) {
        NewTopic topic = new NewTopic("captures", Optional.of(1), Optional.empty());
        admin.createTopics(List.of(topic)).all().get();
      }
      try (Connection connection = servers.database().connection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE documents AS SELECT 1 AS id");
        // Transactions of a FAST database are in the files only after this.
        statement.execute("CHECKPOINT");
      }
      System.out.println(READY);
      Thread.currentThread().join();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static int rows(EmbeddedDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM documents")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
