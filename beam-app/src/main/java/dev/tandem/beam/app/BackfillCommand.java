package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backfill}. */
@Command(
    name = "backfill",
    description = "Counts all that the captures log holds now, with all three parts, and ends.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private RunnerOptions runner;

  @Override
  public Integer call() throws InterruptedException {
    LogSource source = log.source();
    HistorySettings settings = log.settings(true);
    OutputTopics.create(source);
    long runMs = System.currentTimeMillis();
    PipelineResult.State state =
        runner.run(
            false,
            pipeline -> {
              CapturesLog.Read read = CapturesLog.upToNow(pipeline, source);
              new HistoryTopics(source)
                  .write(
                      HistoryPipeline.count(read.captures(), settings),
                      read.rejected(),
                      runMs,
                      true);
            });
    return state == PipelineResult.State.DONE ? 0 : 1;
  }
}
