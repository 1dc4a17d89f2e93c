package dev.tandem.localstack.launch;

import dev.tandem.localstack.server.LocalServers;
import dev.tandem.localstack.server.LocalServersSettings;
import dev.tandem.localstack.server.Server;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Broker, database, registry, collector and streams-app on this machine. Closed in reverse order.
 */
final class Stack implements AutoCloseable {
  /** How the collector names the database in captures. */
  static final String SOURCE = "local";

  static final String APPLICATION_ID = "tandem-streams";
  static final int PARTITIONS = 4;

  private final Home home;
  private final WorkFolder folder;
  private final LocalServers servers;
  private final List<Program> programs = new ArrayList<>();
  private final int httpPort;
  private boolean closed;

  Stack(Home home, WorkFolder folder, int wantedHttpPort) {
    this.home = home;
    this.folder = folder;
    this.servers = new LocalServers(LocalServersSettings.in(folder.path()));
    this.httpPort = freePort(wantedHttpPort);
  }

  void startServers() {
    servers.ensure(EnumSet.allOf(Server.class));
  }

  LocalServers servers() {
    return servers;
  }

  Topics topics() {
    return Topics.DEFAULT;
  }

  WorkFolder folder() {
    return folder;
  }

  /** Where the live side answers. */
  String queryAddress() {
    return "http://127.0.0.1:" + httpPort;
  }

  /**
   * Starts the live side.
   *
   * @param spec the default one where empty
   */
  void startStreamsApp(Optional<Path> spec) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--bootstrap-servers",
                servers.broker().bootstrapServers(),
                "--registry",
                servers.registry().url(),
                "--application-id",
                APPLICATION_ID,
                "--state-dir",
                folder.path().resolve("streams-state").toString(),
                "--http-port",
                Integer.toString(httpPort)));
    spec.ifPresent(file -> arguments.addAll(List.of("--spec", file.toString())));
    start("streams-app", "1g", arguments);
  }

  /** Collects a table whose arrival column is {@code received_at} and whose key is {@code id}. */
  void startCollector(String table, String xmlColumn) {
    start(
        "collector",
        "512m",
        List.of(
            "run",
            "--source",
            SOURCE,
            "--url",
            servers.database().jdbcUrl(),
            "--user",
            servers.database().user(),
            "--table",
            table,
            "--key-column",
            "id",
            "--xml-column",
            xmlColumn,
            "--arrival-column",
            "received_at",
            "--partitions",
            Integer.toString(PARTITIONS),
            "--bootstrap-servers",
            servers.broker().bootstrapServers(),
            "--registry",
            servers.registry().url()));
  }

  private synchronized void start(String name, String heap, List<String> arguments) {
    if (closed) {
      throw new LaunchException("stopped before " + name + " was started");
    }
    programs.add(Program.start(name, home.jar(name), heap, folder, arguments));
  }

  /** Throws where a program has ended that should run. */
  synchronized void check() {
    if (!closed) {
      programs.forEach(Program::check);
    }
  }

  /** Settings of a Kafka client. */
  Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers.broker().bootstrapServers());
    return properties;
  }

  private static int freePort(int wanted) {
    for (int port : new int[] {wanted, 0}) {
      try (ServerSocket socket =
          new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (port == 0) {
          throw new LaunchException("no free port on 127.0.0.1: " + e.getMessage(), e);
        }
      }
    }
    throw new IllegalStateException("a port was free or an exception thrown");
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      for (int i = programs.size() - 1; i >= 0; i--) {
        programs.get(i).close();
      }
      servers.close();
    }
  }
}
