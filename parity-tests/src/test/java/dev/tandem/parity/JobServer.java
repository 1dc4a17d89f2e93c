package dev.tandem.parity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Flink's job server with a Flink in its process, apart from the program that submits to it. */
final class JobServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int HEAP_MB = 700;

  /** What Flink looks into by reflection; beam-app's jar says so of itself. */
  private static final List<String> OPENED =
      Stream.of("java.lang", "java.lang.invoke", "java.util", "java.nio", "java.time", "sun.nio.ch")
          .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
          .toList();

  private final Child process;
  private final int port = FreePort.find();

  /**
   * Starts it, and waits until it listens.
   *
   * @param artifacts where jars are staged
   * @param logs where its output goes
   */
  JobServer(Path artifacts, Path logs) throws IOException {
    List<String> program = new ArrayList<>(OPENED);
    program.addAll(
        List.of(
            "-cp",
            Deployment.jar("beam-app").toString(),
            "org.apache.beam.runners.flink.FlinkJobServerDriver"));
    process =
        Child.start(
            "job-server",
            program,
            HEAP_MB,
            Child.Life.SHORT,
            logs,
            List.of(
                "--job-host=127.0.0.1",
                "--job-port=" + port,
                "--artifact-port=0",
                "--expansion-port=0",
                "--artifacts-dir=" + artifacts),
            Map.of());
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              process.check();
              new Socket(InetAddress.getLoopbackAddress(), port).close();
              return true;
            });
  }

  /** As {@code --jobEndpoint} takes it. */
  String endpoint() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
