package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.Sinks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code backfill}. */
@Command(
    name = "backfill",
    description = "Counts all that the captures log holds now, with all three parts, and ends.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private OutputOptions output;
  @Mixin private SinkOptions sink;
  @Mixin private RunnerOptions runner;
  @Mixin private HttpOptions http;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    HistorySettings settings = log.settings(true).answering(output.windows());
    Sinks sinks = sink.sinks();
    return new BackfillJob(log.source(), settings, sinks)
        .run(runner, http, command.commandLine().getOut(), command.commandLine().getErr());
  }
}
