package dev.tandem.beam.app;

import dev.tandem.beam.monitoring.Drops;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels a run as soon as Beam has dropped something in it. */
final class DropGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DropGuard.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "drop guard");
            thread.setDaemon(true);
            return thread;
          });

  private DropGuard() {}

  static DropGuard watch(Drops drops, PipelineResult running) {
    DropGuard guard = new DropGuard();
    var unused =
        guard.timer.scheduleWithFixedDelay(() -> look(drops, running), 1, 1, TimeUnit.SECONDS);
    return guard;
  }

  private static void look(Drops drops, PipelineResult running) {
    if (drops.sum() > 0) {
      try {
        running.cancel();
      } catch (IOException e) {
        LOG.error("The run drops changes, and cannot be cancelled", e);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
