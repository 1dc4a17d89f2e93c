package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.PipelineResult;

/** Counts all that the log holds now, and ends. */
final class BackfillJob {
  private final LogSource source;
  private final HistorySettings settings;
  private final Sinks sinks;

  BackfillJob(LogSource source, HistorySettings settings, Sinks sinks) {
    this.source = source;
    this.settings = settings;
    this.sinks = sinks;
  }

  /**
   * Runs until it ends; returns the exit code.
   *
   * @param out for what it has done
   * @param err for its progress
   */
  int run(RunnerOptions runner, HttpOptions http, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    OutputTopics.create(source);
    sinks.prepare(true);
    List<OffsetRange> ranges = CapturesLog.upToNow(source);
    long startedNs = System.nanoTime();
    HistoryGraph graph =
        new HistoryGraph(source, settings, sinks, Run.at(System.currentTimeMillis()));
    try (Watching watching = Watching.start(source, settings, http);
        BackfillReporter reporter = BackfillReporter.start(ranges, runner.harnessIsHere(), err)) {
      PipelineResult ended =
          watching.run(
              () ->
                  runner.run(
                      false,
                      watching.flinkSettings(),
                      watching::running,
                      pipeline -> graph.backfill(pipeline, ranges)),
              BackfillJob::refuse);
      reporter.close();
      if (ended.getState() != PipelineResult.State.DONE) {
        err.println("backfill: ended as " + ended.getState() + "; not all is counted");
        return 1;
      }
      out.println(summary(ended, System.nanoTime() - startedNs));
      out.flush();
      return 0;
    }
  }

  private static void refuse(String dropped) {
    throw new WrongAnswers(
        "Beam dropped changes that belong into answers, by step: "
            + dropped
            + ". What this backfill has answered is wrong. Please report it");
  }

  private String summary(PipelineResult ended, long elapsedNs) {
    return String.format(
        Locale.ROOT,
        "backfill: %,d captures counted, %,d rejected; %s: %,d answers to %s; %.1f s",
        StepCounter.total(ended, Step.CAPTURES_COUNTED),
        StepCounter.total(ended, Step.REJECTED),
        settings.output(),
        StepCounter.total(ended, Step.PANES_SAID),
        String.join(", ", sinks.texts()),
        elapsedNs / 1e9);
  }
}
