package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.state.StateFolder;
import dev.tandem.spec.MetricSpec;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}. */
@Command(
    name = "run",
    description = {
      "Counts the captures log until stopped, and writes history-counts.",
      "Started again, it goes on from its last checkpoint."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private RunnerOptions runner;
  @Mixin private HttpOptions http;

  @Option(
      names = "--fresh",
      description = "Forget the state in --state-dir, and count the log from its beginning.")
  private boolean fresh;

  @Override
  public Integer call() throws InterruptedException {
    HistorySettings settings = log.settings(false);
    refuseDiscarding(settings);
    LogSource source = log.source();
    if (!runner.inProcess()) {
      return new HistoryJob(source, settings, Optional.empty()).run(runner, http);
    }
    try (StateFolder state =
        StateFolder.open(
            runner.stateDirectory(),
            Origin.of(source, log.spec()),
            fresh,
            System.currentTimeMillis())) {
      System.out.printf("history: %s%n", beginning(state));
      return new HistoryJob(source, settings, Optional.of(state)).run(runner, http);
    }
  }

  private static String beginning(StateFolder state) {
    return state
        .newestCheckpoint()
        .map(checkpoint -> "goes on from checkpoint " + checkpoint)
        .orElse("counts the log from its beginning");
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
