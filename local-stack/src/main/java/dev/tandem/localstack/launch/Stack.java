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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Servers and programs of Tandem on this machine. Closed in reverse order. */
final class Stack implements AutoCloseable {
  /** How the collector names the database in captures. */
  static final String SOURCE = "local";

  static final String APPLICATION_ID = "tandem-streams";
  static final int PARTITIONS = 4;

  private final Home home;
  private final WorkFolder folder;
  private final LocalServers servers;
  private final List<Program> programs = new ArrayList<>();
  private final Set<Program> lasting = new HashSet<>();
  private final int httpPort;
  private final int historyPort;
  private boolean closed;

  Stack(Home home, WorkFolder folder, int wantedHttpPort) {
    this.home = home;
    this.folder = folder;
    this.servers = new LocalServers(LocalServersSettings.in(folder.path()));
    this.httpPort = freePort(wantedHttpPort);
    this.historyPort = freePort(0);
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

  /** Where the history side, as a stream, tells how it is. */
  String historyAddress() {
    return "http://127.0.0.1:" + historyPort;
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
    lasting("streams-app", "1g", arguments);
  }

  /**
   * Starts the history side as a stream: portable Flink in its process. There must be a log.
   *
   * @param spec the default one where empty
   */
  synchronized Program startHistory(Optional<Path> spec) {
    List<String> arguments = history("run", spec);
    arguments.addAll(
        List.of(
            "--state-dir",
            folder.path().resolve("history-state").toString(),
            "--http-port",
            Integer.toString(historyPort)));
    return lasting("beam-app", "1g", arguments);
  }

  /**
   * Starts a backfill, which ends by itself.
   *
   * @param spec the default one where empty
   */
  synchronized Program startBackfill(Optional<Path> spec) {
    return start("beam-app", "backfill", "1g", history("backfill", spec));
  }

  private List<String> history(String command, Optional<Path> spec) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--bootstrap-servers",
                servers.broker().bootstrapServers(),
                "--registry",
                servers.registry().url()));
    spec.ifPresent(file -> arguments.addAll(List.of("--spec", file.toString())));
    return arguments;
  }

  /** Stops a program that should have run until now. */
  synchronized void stop(Program program) {
    lasting.remove(program);
    program.close();
  }

  /** Collects a table whose arrival column is {@code received_at} and whose key is {@code id}. */
  void startCollector(String table, String xmlColumn) {
    lasting(
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
            "--key-columns",
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

  private synchronized Program lasting(String program, String heap, List<String> arguments) {
    Program started = start(program, program, heap, arguments);
    lasting.add(started);
    return started;
  }

  private synchronized Program start(
      String program, String name, String heap, List<String> arguments) {
    if (closed) {
      throw new LaunchException("stopped before " + name + " was started");
    }
    Program started = Program.start(name, home.jar(program), heap, folder, arguments);
    programs.add(started);
    return started;
  }

  /** Throws where a program has ended that should run. */
  synchronized void check() {
    if (!closed) {
      lasting.forEach(Program::check);
    }
  }

  /** Whether a program has ended by itself; throws where it has failed. */
  synchronized boolean finished(Program program) {
    return !closed && program.finished();
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
