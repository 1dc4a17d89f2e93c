package dev.tandem.localstack.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A schema registry (Apicurio) in a child process, with Confluent's API and compatibility BACKWARD.
 * Schemas and their ids are kept in a file database in its folder, its output in {@code server.log}
 * there.
 */
public final class EmbeddedRegistry implements RunningServer {
  private static final String API = "/apis/ccompat/v7";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 50;

  private final ServerFolder folder;
  private final Process process;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedRegistry(ServerFolder folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a registry on a new folder or on one an earlier one has left; returns when it answers.
   *
   * @param folder created where it is absent
   * @param port on 127.0.0.1, or 0 for a free one
   * @throws ServerException when the port or the folder is in use, the server's program is not
   *     there or does not start
   */
  public static EmbeddedRegistry start(Path folder, int port) {
    Path jar = RegistryServerJar.find();
    ServerFolder locked = ServerFolder.lock(Server.REGISTRY, folder);
    try {
      return start(locked, jar, port);
    } catch (RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  /** The address for clients: {@code http://127.0.0.1:port/apis/ccompat/v7}. */
  public String url() {
    return "http://" + Ports.HOST + ":" + port + API;
  }

  @Override
  public int port() {
    return port;
  }

  /** Stops the registry; its schemas stay. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      process.destroy();
      ChildProcesses.awaitEnd(Server.REGISTRY, process.toHandle());
      folder.close();
    }
  }

  private static EmbeddedRegistry start(ServerFolder folder, Path jar, int wantedPort) {
    endLeftBehind(folder);
    int port = Ports.reserve(Server.REGISTRY, wantedPort).get(0);
    long logStart = ServerLog.end(folder.log());
    Process process = launch(folder, jar, port);
    EmbeddedRegistry registry = new EmbeddedRegistry(folder, process, port);
    try {
      Files.writeString(pidFile(folder), process.pid() + "\n");
      registry.awaitReady(logStart);
      registry.requireBackwardCompatibility();
      return registry;
    } catch (IOException | RuntimeException e) {
      registry.close();
      throw e instanceof ServerException failure
          ? failure
          : new ServerException("REGISTRY on " + folder.path() + " failed: " + e.getMessage(), e);
    }
  }

  /** Ends a server whose JVM was killed. */
  static void endLeftBehind(ServerFolder folder) {
    ChildProcesses.running(pidFile(folder), "java")
        .ifPresent(
            process -> {
              ChildProcesses.announceEnd(Server.REGISTRY, process);
              process.destroy();
              ChildProcesses.awaitEnd(Server.REGISTRY, process);
            });
  }

  private static Path pidFile(ServerFolder folder) {
    return folder.path().resolve("pid");
  }

  private static Process launch(ServerFolder folder, Path jar, int port) {
    List<String> command = new ArrayList<>(ChildJvm.command());
    command.addAll(
        List.of(
            "-Xmx256m",
            // A small server that should be there quickly.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=" + Ports.HOST,
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.http.access-log.enabled=false",
            // Its default is a database in memory: the ids in the captures log would mean other
            // schemas after a restart.
            "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.data().resolve("registry"),
            "-Dapicurio.datasource.jdbc.initial-size=2",
            "-Dapicurio.datasource.jdbc.min-size=2",
            "-Dapicurio.datasource.jdbc.max-size=10",
            "-jar",
            jar.toString()));
    try {
      return new ProcessBuilder(command)
          .directory(folder.path().toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
          .start();
    } catch (IOException e) {
      throw new ServerException("REGISTRY cannot be started as " + command, e);
    }
  }

  private void awaitReady(long logStart) {
    HttpRequest question = request("/schemas/types").build();
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!answers(client, question)) {
        boolean ended = process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() - deadline > 0) {
          throw new ServerException(
              "REGISTRY %s; see %s, which ends:%s"
                  .formatted(
                      ended
                          ? "ended with code " + process.exitValue() + " while starting"
                          : "did not answer within " + PATIENCE,
                      folder.log(),
                      ServerLog.tail(folder.log(), logStart)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("REGISTRY start was interrupted", e);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest question)
      throws InterruptedException {
    try {
      return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void requireBackwardCompatibility() throws IOException {
    HttpRequest request =
        request("/config")
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ServerException(
            "REGISTRY refused compatibility BACKWARD with HTTP %d: %s; see %s"
                .formatted(answer.statusCode(), answer.body(), folder.log()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("REGISTRY start was interrupted", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(REQUEST_TIMEOUT);
  }
}
