package dev.tandem.beam.app;

import dev.tandem.beam.monitoring.Drops;
import dev.tandem.service.Health;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;

/** Whether a run is well: it runs, and Beam has dropped nothing. */
final class HistoryHealth implements Supplier<Health> {
  private final Drops drops;
  private final AtomicReference<Optional<PipelineResult>> running =
      new AtomicReference<>(Optional.empty());

  HistoryHealth(Drops drops) {
    this.drops = drops;
  }

  void running(PipelineResult result) {
    running.set(Optional.of(result));
  }

  @Override
  public Health get() {
    Optional<PipelineResult.State> state = running.get().map(PipelineResult::getState);
    boolean well =
        drops.sum() == 0 && state.filter(now -> now == PipelineResult.State.RUNNING).isPresent();
    return new Health(
        well,
        "{\"status\":\""
            + (well ? "up" : "down")
            + "\",\"job\":\""
            + state.map(PipelineResult.State::name).orElse("STARTING")
            + "\",\"dropped\":"
            + drops.sum()
            + '}');
  }
}
