package dev.tandem.beam.app;

import dev.tandem.beam.source.OffsetRange;
import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds how far a backfill is. */
final class BackfillReporter implements AutoCloseable {
  private static final long EVERY_SECONDS = 5;

  private final ScheduledExecutorService thread;

  private BackfillReporter(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Starts.
   *
   * @param ranges all that is read
   * @param here whether the harness is in this process: elsewhere, what it does is not known before
   *     it ends
   */
  static BackfillReporter start(List<OffsetRange> ranges, boolean here, PrintWriter err) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread named = new Thread(work, "backfill-progress");
              named.setDaemon(true);
              return named;
            });
    BackfillProgress progress =
        new BackfillProgress(ranges.stream().mapToLong(OffsetRange::offsets).sum());
    long startedNs = System.nanoTime();
    var unused =
        thread.scheduleAtFixedRate(
            () -> {
              long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
              err.println(
                  here ? progress.line(elapsedMs, done()) : BackfillProgress.elsewhere(elapsedMs));
              err.flush();
            },
            EVERY_SECONDS,
            EVERY_SECONDS,
            TimeUnit.SECONDS);
    return new BackfillReporter(thread);
  }

  private static BackfillProgress.Done done() {
    return new BackfillProgress.Done(
        StepCounter.here(Step.OFFSETS_READ),
        StepCounter.here(Step.CAPTURES_READ),
        StepCounter.here(Step.CAPTURES_COUNTED),
        StepCounter.here(Step.PANES_SAID));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
