package dev.tandem.parity;

import dev.tandem.beam.app.DirectStreamMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The history side of a deployment, as its programs. */
final class HistoryPrograms {
  private static final int HEAP_MB = 700;

  private final Deployment deployment;
  private final String registryUrl;

  HistoryPrograms(Deployment deployment, String registryUrl) {
    this.deployment = deployment;
    this.registryUrl = registryUrl;
  }

  /**
   * Starts the history side on portable Flink within its process.
   *
   * @param command {@code run} or {@code backfill}
   * @param harness where the pipeline's own code runs
   */
  Child start(String command, String harness, String... more) throws IOException {
    return start(command, harness, 1, more);
  }

  /**
   * The same, several times.
   *
   * @param life tells its processes apart
   */
  Child start(String command, String harness, int life, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--spec",
                deployment.specFile().toString(),
                "--parallelism",
                "1",
                "--harness",
                harness,
                "--state-dir",
                deployment.folder().resolve("state-beam").toString()));
    arguments.addAll(deployment.log(registryUrl));
    arguments.addAll(List.of(more));
    return launch(command + life, arguments);
  }

  /**
   * Starts a backfill on portable Flink within its process.
   *
   * @param life tells its processes apart
   */
  Child backfill(String life, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("backfill", "--spec", deployment.specFile().toString(), "--parallelism", "1"));
    arguments.addAll(deployment.log(registryUrl));
    arguments.addAll(List.of(more));
    return launch("backfill-" + life, arguments);
  }

  /**
   * Starts the stream as Dataflow is given it, on Beam's own runner.
   *
   * @param workerSettings where its brokers stand
   */
  Child directStream(Path workerSettings) throws IOException {
    return deployment.start(
        "direct-stream",
        DirectStreamMain.program(Deployment.jar("beam-app")),
        HEAP_MB,
        List.of(
            deployment.specFile().toString(),
            registryUrl,
            deployment.topics().prefix(),
            Integer.toString(Deployment.PARTITIONS),
            workerSettings.toString()),
        Map.of());
  }

  /** What {@code submit} is told of log and spec: each {@code --NAME=VALUE}. */
  List<String> submission() {
    List<String> given = new ArrayList<>(List.of("--spec=" + deployment.specFile()));
    Iterator<String> log = deployment.log(registryUrl).iterator();
    while (log.hasNext()) {
      given.add(log.next() + "=" + log.next());
    }
    return given;
  }

  /**
   * Asks Dataflow for a job.
   *
   * @param life tells its processes apart
   * @param submission of log and spec
   */
  Child submit(String life, List<String> submission, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("submit"));
    arguments.addAll(submission);
    arguments.addAll(List.of(more));
    return launch("submit-" + life, arguments);
  }

  private Child launch(String life, List<String> arguments) throws IOException {
    return deployment.start(
        "beam-app-" + life,
        List.of("-jar", Deployment.jar("beam-app").toString()),
        HEAP_MB,
        arguments,
        Map.of("TANDEM_DB_USER", deployment.databaseUser()));
  }
}
