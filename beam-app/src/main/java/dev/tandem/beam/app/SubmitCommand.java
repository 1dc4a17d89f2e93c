package dev.tandem.beam.app;

import dev.tandem.beam.dataflow.DataflowOptions;
import dev.tandem.beam.dataflow.JobKind;
import dev.tandem.beam.dataflow.KafkaSecrets;
import dev.tandem.beam.dataflow.Submission;
import dev.tandem.beam.dataflow.Surroundings;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import dev.tandem.registry.RegistryException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code submit}. */
@Command(
    name = "submit",
    description = {
      "Submits the history side to Google Dataflow, as a stream or (--backfill) a batch job.",
      "What would be refused is refused before anything is uploaded."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
  @Mixin private DataflowOptions dataflow;
  @Mixin private LogOptions log;
  @Mixin private SinkOptions sink;

  @Option(
      names = "--backfill",
      description =
          "A batch job: counts all that the log holds now, with all three parts, and ends.")
  private boolean backfill;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    Submission submission =
        Submission.begin(dataflow, backfill ? JobKind.BACKFILL : JobKind.STREAM);
    if (!backfill) {
      output.refuse("only with --backfill: a stream answers all windows");
    }
    HistorySettings settings = log.settings(backfill).answering(output.windows());
    Sinks sinks = sink.sinks();
    sinks.check(settings);
    KafkaSecrets.refuse(log.kafka());
    WorkerNeeds.check(sinks, dataflow.workerSettings().isPresent(), System.getenv());
    submission.useWorkerSettings();
    LogSource source = log.submittedSource();
    requireReachable(source.registry());
    long nowMs = System.currentTimeMillis();
    submission.submit(
        Origin.ofState(source, settings.metrics()).digest(),
        new Surroundings(source.kafka(), source.registry().registry(), sinks.texts()),
        building(run -> new HistoryGraph(source, settings, sinks, run), source, Run.at(nowMs)),
        () -> prepare(source, sinks),
        nowMs,
        command.commandLine().getOut());
    return 0;
  }

  /** What a retried bundle writes again must be settled: see {@link HistoryGraph}. */
  private Consumer<Pipeline> building(
      Function<Run, HistoryGraph> graph, LogSource source, Run now) {
    if (backfill) {
      List<OffsetRange> ranges = CapturesLog.upToNow(source);
      return pipeline -> graph.apply(now).backfill(pipeline, ranges);
    }
    if (dataflow.template().isPresent()) {
      return pipeline ->
          graph.apply(Run.toldAtStart(pipeline.getOptions())).settledStream(pipeline);
    }
    return pipeline -> graph.apply(now).settledStream(pipeline);
  }

  private static void requireReachable(RegistryFormats registry) {
    try {
      registry.requireReachable();
    } catch (RegistryException e) {
      throw new UserError("--registry = " + registry.registry() + ": " + e.getMessage(), e);
    }
  }

  private void prepare(LogSource source, Sinks sinks) throws InterruptedException {
    OutputTopics.create(source);
    sinks.prepare(backfill);
    if (!backfill && !dataflow.update() && dataflow.template().isEmpty()) {
      ProgressReset.write(source);
    }
  }
}
