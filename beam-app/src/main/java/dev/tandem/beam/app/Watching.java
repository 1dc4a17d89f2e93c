package dev.tandem.beam.app;

import dev.tandem.beam.monitoring.BeamCounters;
import dev.tandem.beam.monitoring.Drops;
import dev.tandem.beam.monitoring.HistoryMetrics;
import dev.tandem.beam.monitoring.ProgressWatch;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.source.LogSource;
import dev.tandem.service.BindingFailed;
import dev.tandem.service.Health;
import dev.tandem.service.HttpBinding;
import dev.tandem.service.StatusServer;
import dev.tandem.wire.ProgressFormat.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;

/** What looks at a run from beside it: the guard of Beam's drop counter, metrics and health. */
final class Watching implements AutoCloseable {
  private final BeamCounters counters;
  private final Drops drops;
  private final HistoryHealth health;
  private Optional<DropGuard> guard = Optional.empty();
  private Optional<ProgressWatch> progress = Optional.empty();
  private Optional<StatusServer> server = Optional.empty();

  private Watching(BeamCounters counters, HistorySettings settings) {
    this.counters = counters;
    this.drops =
        new Drops(counters, settings.metrics().stream().map(m -> m.metric().id()).toList());
    this.health = new HistoryHealth(drops);
  }

  static Watching start(LogSource source, HistorySettings settings, HttpOptions http)
      throws InterruptedException {
    Watching watching = new Watching(BeamCounters.listen(), settings);
    if (http.binding().isPresent()) {
      try {
        if (!settings.bounded()) {
          watching.progress = Optional.of(ProgressWatch.start(source));
        }
        HistoryMetrics metrics =
            new HistoryMetrics(watching.counters, watching.drops, watching::reached);
        watching.server = Optional.of(serve(http.binding().get(), metrics::text, watching.health));
      } catch (RuntimeException e) {
        watching.close();
        throw e;
      }
    }
    return watching;
  }

  /** Where metrics and health are served, if they are. */
  Optional<Integer> port() {
    return server.map(StatusServer::port);
  }

  private static StatusServer serve(
      HttpBinding at, Supplier<String> metrics, Supplier<Health> health) {
    try {
      return StatusServer.start(at, metrics, health);
    } catch (BindingFailed e) {
      throw new UserError(
          "--http-port "
              + at.port()
              + " at "
              + at.host()
              + " cannot be served on ("
              + e.getMessage()
              + "): name another, or 0 for a free one",
          e);
    }
  }

  /** A backfill says nothing of its progress to others. */
  private SortedMap<Integer, Progress> reached() {
    return progress.map(ProgressWatch::latest).orElseGet(TreeMap::new);
  }

  /** What Flink must be told so that something can be seen. */
  Map<String, String> flinkSettings() {
    return counters.flinkSettings();
  }

  void running(PipelineResult result) {
    health.running(result);
    guard = Optional.of(DropGuard.watch(drops, result));
  }

  /**
   * Runs a job to its end.
   *
   * @param refuse is told what Beam has dropped, by step, if anything: whatever became of the job,
   *     what it has answered is wrong
   */
  PipelineResult run(Supplier<PipelineResult> job, Consumer<String> refuse) {
    try {
      return job.get();
    } finally {
      if (drops.sum() > 0) {
        refuse.accept(drops.text());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    guard.ifPresent(DropGuard::close);
    server.ifPresent(StatusServer::close);
    if (progress.isPresent()) {
      progress.get().close();
    }
    counters.close();
  }
}
