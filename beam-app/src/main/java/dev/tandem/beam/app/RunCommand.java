package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.spec.MetricSpec;
import java.util.concurrent.Callable;
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
    return new HistoryJob(log.source(), settings).run(runner);
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
