package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import org.apache.beam.sdk.PipelineResult;

/** Counts a log from its beginning, as a stream or as a backfill. */
final class HistoryJob {
  private final LogSource source;
  private final HistorySettings settings;

  HistoryJob(LogSource source, HistorySettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /** Runs until it ends; returns the exit code. */
  int run(RunnerOptions runner) throws InterruptedException {
    OutputTopics.create(source);
    boolean backfill = settings.bounded();
    if (!backfill) {
      ProgressReset.write(source);
    }
    long runMs = System.currentTimeMillis();
    PipelineResult.State state =
        runner.run(
            !backfill,
            pipeline -> {
              CapturesLog.Read read =
                  backfill
                      ? CapturesLog.upToNow(pipeline, source)
                      : CapturesLog.stream(pipeline, source);
              new HistoryTopics(source)
                  .write(HistoryPipeline.count(read.captures(), settings), read, runMs, backfill);
            });
    return state == PipelineResult.State.DONE ? 0 : 1;
  }
}
