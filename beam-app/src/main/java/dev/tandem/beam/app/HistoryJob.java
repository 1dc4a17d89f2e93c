package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.state.StateFolder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;

/** Counts a log as a stream. */
final class HistoryJob {
  private final LogSource source;
  private final HistorySettings settings;
  private final Sinks sinks;
  private final Optional<StateFolder> state;

  /**
   * @param state what it keeps and goes on from, where this program sees to that
   */
  HistoryJob(LogSource source, HistorySettings settings, Sinks sinks, Optional<StateFolder> state) {
    this.source = source;
    this.settings = settings;
    this.sinks = sinks;
    this.state = state;
  }

  /** Runs until it ends; returns the exit code. */
  int run(RunnerOptions runner, HttpOptions http) throws InterruptedException {
    OutputTopics.create(source);
    sinks.prepare(false);
    ProgressReset.write(source);
    long runMs = state.map(StateFolder::runMs).orElseGet(System::currentTimeMillis);
    HistoryGraph graph = new HistoryGraph(source, settings, sinks, Run.at(runMs));
    try (Watching watching = Watching.start(source, settings, http)) {
      Map<String, String> flink = new TreeMap<>(watching.flinkSettings());
      state.ifPresent(kept -> flink.putAll(FlinkFolder.settings(kept)));
      PipelineResult ended =
          watching.run(
              () -> runner.run(true, flink, watching::running, graph::stream), this::refuse);
      return ended.getState() == PipelineResult.State.DONE ? 0 : 1;
    }
  }

  private void refuse(String dropped) {
    String what = "Beam dropped changes that belong into answers, by step: " + dropped;
    state.ifPresent(kept -> kept.spoil(what));
    throw new WrongAnswers(
        what + ". What this run has answered is wrong. Please report it; --fresh counts anew");
  }
}
