package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backfill}. */
@Command(
    name = "backfill",
    description = "Counts all that the captures log holds now, with all three parts, and ends.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private OutputOptions output;
  @Mixin private RunnerOptions runner;
  @Mixin private HttpOptions http;

  @Override
  public Integer call() throws InterruptedException {
    HistorySettings settings = log.settings(true).answering(output.windows());
    return new HistoryJob(log.source(), settings, Optional.empty()).run(runner, http);
  }
}
