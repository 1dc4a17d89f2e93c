package dev.tandem.beam.app;

import dev.tandem.beam.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipOutputStream;
import org.apache.beam.runners.portability.InProcessPortableRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.util.construction.Environments;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import picocli.CommandLine.Option;

/** Where the pipeline runs. */
final class RunnerOptions {
  private static final String LOCAL = "[local]";
  private static final long HARNESS_KEPT_MS = 600_000;

  @Option(
      names = "--jobEndpoint",
      paramLabel = "HOST:PORT",
      description = "A job server to submit to (default: one in this process).")
  private Optional<String> jobEndpoint;

  @Option(
      names = "--flink-master",
      defaultValue = LOCAL,
      paramLabel = "HOST:PORT",
      description =
          "The Flink cluster that the job server in this process submits to (default: one in this"
              + " process).")
  private String flinkMaster;

  @Option(
      names = "--harness",
      defaultValue = "EMBEDDED",
      description =
          "Where the pipeline's own code runs: EMBEDDED in Flink's processes, LOOPBACK in this one,"
              + " which is the same for a Flink in this process (default: ${DEFAULT-VALUE}).")
  private Harness harness;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      paramLabel = "N",
      description = "Flink's parallelism (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--state-dir",
      defaultValue = ".tandem/beam-state",
      paramLabel = "DIR",
      description =
          "Where a stream's checkpoints are kept; of a cluster, one that all its machines see"
              + " (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--beam-option",
      paramLabel = "--NAME=VALUE",
      description = "Any other option of Beam or its runner; may be given several times.")
  private List<String> beamOptions = new ArrayList<>();

  /** Where the SDK harness is. */
  enum Harness {
    EMBEDDED,
    LOOPBACK
  }

  /** What a pipeline is made of. */
  interface Building {
    void into(Pipeline pipeline);
  }

  /** Whether Flink is in this process, and ends with it. */
  boolean inProcess() {
    return jobEndpoint.isEmpty() && flinkMaster.equals(LOCAL);
  }

  /** Where a stream's state is kept. */
  Path stateDirectory() {
    return stateDirectory;
  }

  /**
   * Runs a pipeline until it ends.
   *
   * @param streaming whether it reads without end
   * @param flinkSettings of a Flink in this process
   * @param started is told when the pipeline runs
   */
  PipelineResult run(
      boolean streaming,
      Map<String, String> flinkSettings,
      Consumer<PipelineResult> started,
      Building building) {
    try (TemporaryFolder work = TemporaryFolder.create("tandem-beam")) {
      List<String> arguments = arguments(streaming, work.path());
      if (jobEndpoint.isPresent()) {
        arguments.add("--runner=PortableRunner");
        arguments.add("--jobEndpoint=" + jobEndpoint.get());
        return run(jobEndpoint.get(), arguments, started, building);
      }
      Path configuration =
          inProcess()
              ? FlinkFolder.writeLocal(work.path(), flinkSettings)
              : FlinkFolder.write(work.path(), Map.of());
      try (PortableFlink flink = PortableFlink.start(flinkMaster, configuration, work.path())) {
        arguments.add("--runner=" + InProcessPortableRunner.class.getName());
        arguments.add("--jobEndpoint=" + flink.endpoint());
        return run("in this process", arguments, started, building);
      }
    }
  }

  private PipelineResult run(
      String jobServer,
      List<String> arguments,
      Consumer<PipelineResult> started,
      Building building) {
    System.out.printf(
        "history: portable Flink%s, job server %s, SDK harness %s%n", where(), jobServer, harness);
    PipelineOptions options = options(arguments);
    PortablePipelineOptions portable = options.as(PortablePipelineOptions.class);
    if (portable.getDefaultEnvironmentType() != null) {
      // Given by --beam-option.
      return run(options, started, building);
    }
    if (harness == Harness.EMBEDDED || inProcess()) {
      portable.setDefaultEnvironmentType(Environments.ENVIRONMENT_EMBEDDED);
      return run(options, started, building);
    }
    try (LoopbackHarness loopback = LoopbackHarness.start(options)) {
      return run(options, started, building);
    }
  }

  private static PipelineResult run(
      PipelineOptions options, Consumer<PipelineResult> started, Building building) {
    Pipeline pipeline = Pipeline.create(options);
    building.into(pipeline);
    if (options.as(StreamingOptions.class).isStreaming()) {
      // Flink's portable translation of a wrapped read holds its watermark at the beginning of
      // time, as a splittable one's.
      SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReadsIfNecessary(pipeline);
    }
    PipelineResult running = pipeline.run();
    started.accept(running);
    running.waitUntilFinish();
    return running;
  }

  /** Whether the pipeline's own code runs in this process. */
  boolean harnessIsHere() {
    return harness == Harness.LOOPBACK || inProcess();
  }

  private String where() {
    return jobEndpoint.isPresent() || flinkMaster.equals(LOCAL) ? "" : " at " + flinkMaster;
  }

  private List<String> arguments(boolean streaming, Path work) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--parallelism=" + parallelism);
    arguments.add("--streaming=" + streaming);
    // The splittable read leaves state behind at every empty poll on Flink (beam #27648).
    arguments.add("--experiments=use_deprecated_read");
    arguments.add("--filesToStage=" + staged(work));
    if (streaming) {
      arguments.add("--checkpointingInterval=10000");
      // Else what a bundle says that a checkpoint ends is held back, and a watermark that comes
      // meanwhile overtakes it: what is behind the watermark is then dropped as late.
      arguments.add("--finishBundleBeforeCheckpointing=true");
      arguments.add("--stateBackend=rocksdb");
      arguments.add("--stateBackendStoragePath=" + StateFolder.checkpoints(stateDirectory).toUri());
      arguments.add("--externalizedCheckpointsEnabled=true");
      arguments.add("--retainExternalizedCheckpointsOnCancellation=true");
      // What goes on from a checkpoint must be another run, whose answers outrank those that were
      // said after it: panes are numbered from the checkpoint on.
      arguments.add("--numberOfExecutionRetries=0");
    } else {
      // A harness that is let go between two stages cannot always be started again in this process:
      // what it shut down last is shared with the next one, and the job would wait for ever.
      arguments.add("--environmentCacheMillis=" + HARNESS_KEPT_MS);
    }
    return arguments;
  }

  /** What the user gives comes last, and so is what holds. */
  private PipelineOptions options(List<String> arguments) {
    arguments.addAll(beamOptions);
    return PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0])).create();
  }

  /** The harness has our classes already: in this process, or on its own class path. */
  private static Path staged(Path work) {
    Path jar = work.resolve("staged.jar");
    try {
      new ZipOutputStream(Files.newOutputStream(jar)).close();
      return jar;
    } catch (IOException e) {
      throw new UserError("a file cannot be written to " + work + ": " + e.getMessage(), e);
    }
  }
}
