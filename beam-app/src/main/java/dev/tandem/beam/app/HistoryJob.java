package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.state.StateFolder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Counts a log from its beginning, as a stream or as a backfill. */
final class HistoryJob {
  private final LogSource source;
  private final HistorySettings settings;
  private final Optional<StateFolder> state;

  /**
   * @param state what a stream keeps and goes on from, where this program sees to that
   */
  HistoryJob(LogSource source, HistorySettings settings, Optional<StateFolder> state) {
    this.source = source;
    this.settings = settings;
    this.state = state;
  }

  /** Runs until it ends; returns the exit code. */
  int run(RunnerOptions runner, HttpOptions http) throws InterruptedException {
    OutputTopics.create(source);
    boolean backfill = settings.bounded();
    if (!backfill) {
      ProgressReset.write(source);
    }
    try (Watching watching = Watching.start(source, settings, http)) {
      Map<String, String> flink = new TreeMap<>(watching.flinkSettings());
      state.ifPresent(kept -> flink.putAll(FlinkFolder.settings(kept)));
      PipelineResult.State ended;
      try {
        ended =
            runner.run(!backfill, flink, watching::running, pipeline -> build(pipeline, backfill));
      } catch (RuntimeException e) {
        // Whatever became of it, what it has answered is wrong.
        watching.dropped().ifPresent(this::refuse);
        throw e;
      }
      watching.dropped().ifPresent(this::refuse);
      return ended == PipelineResult.State.DONE ? 0 : 1;
    }
  }

  private void build(Pipeline pipeline, boolean backfill) {
    CapturesLog.Read read =
        backfill ? CapturesLog.upToNow(pipeline, source) : CapturesLog.stream(pipeline, source);
    new HistoryTopics(source)
        .write(
            HistoryPipeline.count(read.captures(), settings),
            read,
            state.map(StateFolder::runMs).orElseGet(System::currentTimeMillis),
            backfill);
  }

  private void refuse(String dropped) {
    String what = "Beam dropped changes that belong into answers, by step: " + dropped;
    state.ifPresent(kept -> kept.spoil(what));
    throw new WrongAnswers(
        what + ". What this run has answered is wrong. Please report it; --fresh counts anew");
  }
}
