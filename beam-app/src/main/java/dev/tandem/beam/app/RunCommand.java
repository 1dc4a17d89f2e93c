package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.state.StateFolder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}. */
@Command(
    name = "run",
    description = {
      "Counts the captures log until stopped, and says what has changed.",
      "Started again, it goes on from its last checkpoint."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private SinkOptions sink;
  @Mixin private RunnerOptions runner;
  @Mixin private HttpOptions http;

  @Option(
      names = "--fresh",
      description = "Forget the state in --state-dir, and count the log from its beginning.")
  private boolean fresh;

  @Override
  public Integer call() throws InterruptedException {
    HistorySettings settings = log.settings(false);
    Sinks sinks = sink.sinks();
    sinks.check(settings);
    LogSource source = log.source();
    if (!runner.inProcess()) {
      return new HistoryJob(source, settings, sinks, Optional.empty()).run(runner, http);
    }
    try (StateFolder state =
        StateFolder.open(
            runner.stateDirectory(),
            Origin.of(source, log.spec(), sinks),
            fresh,
            System.currentTimeMillis())) {
      System.out.printf("history: %s%n", beginning(state));
      return new HistoryJob(source, settings, sinks, Optional.of(state)).run(runner, http);
    }
  }

  private static String beginning(StateFolder state) {
    return state
        .newestCheckpoint()
        .map(checkpoint -> "goes on from checkpoint " + checkpoint)
        .orElse("counts the log from its beginning");
  }
}
