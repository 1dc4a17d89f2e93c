package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.spec.MetricSpec;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(
    name = "run",
    description = "Counts the captures log until stopped, and writes history-counts.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private RunnerOptions runner;

  @Override
  public Integer call() throws InterruptedException {
    HistorySettings settings = log.settings(false);
    refuseDiscarding(settings);
    LogSource source = log.source();
    OutputTopics.create(source);
    long runMs = System.currentTimeMillis();
    PipelineResult.State state =
        runner.run(
            true,
            pipeline -> {
              CapturesLog.Read read = CapturesLog.stream(pipeline, source);
              new HistoryTopics(source)
                  .write(
                      HistoryPipeline.count(read.captures(), settings),
                      read.rejected(),
                      runMs,
                      false);
            });
    return state == PipelineResult.State.DONE ? 0 : 1;
  }

  /** An upsert says all of its window; a discarding pane says only what is new in it. */
  private static void refuseDiscarding(HistorySettings settings) {
    for (MetricSpec metric : settings.metrics()) {
      if (metric.history().accumulation() == MetricSpec.Accumulation.DISCARDING) {
        throw new UserError(
            "metric "
                + metric.metric().name()
                + ": history.accumulation: discarding cannot go to history-counts, where a later"
                + " answer replaces an earlier one: make it accumulating");
      }
    }
  }
}
