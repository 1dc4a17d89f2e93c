package dev.tandem.collector;

import dev.tandem.collector.rows.RowCapturer;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows how far a collector is: a line that rewrites itself on a terminal, now and then a line of
 * the log elsewhere.
 */
final class Progress implements AutoCloseable {
  /** Where the lines go. */
  interface Output {
    /** How often a passing line is wanted, in milliseconds. */
    long intervalMs();

    /** A line that the next one takes the place of. */
    void passing(String line);

    /** A line that stays. */
    void lasting(String line);
  }

  private final Clock clock;
  private final Output output;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Supplier<String> line = () -> "";
  private volatile RowCapturer capturer;
  private volatile long begunMs;
  private volatile long heartbeatMs;

  Progress(Clock clock, Output output) {
    this.clock = clock;
    this.output = output;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer.
  void start() {
    timer.scheduleAtFixedRate(
        this::show, output.intervalMs(), output.intervalMs(), TimeUnit.MILLISECONDS);
  }

  private void show() {
    String text = line.get();
    if (!text.isEmpty()) {
      output.passing(text);
    }
  }

  /** Rows are about to be read, about so many. */
  void snapshotPlanned(RowCapturer rows, long planned) {
    capturer = rows;
    begunMs = clock.millis();
    line = () -> ProgressText.snapshot(rows.rows(), planned, clock.millis() - begunMs);
  }

  /** All rows are in the log, or the collector was told to stop. */
  void snapshotOver(boolean complete) {
    line = () -> "";
    output.lasting(
        ProgressText.snapshotOver(
            complete, capturer.rows(), capturer.rejected(), clock.millis() - begunMs));
  }

  /** Changes are being taken in from now on. */
  void streamStarted() {
    long rows = capturer.rows();
    long rejected = capturer.rejected();
    line =
        () ->
            ProgressText.stream(
                capturer.rows() - rows, capturer.rejected() - rejected, heartbeatMs);
  }

  /** The stream has been delivered up to this time. */
  void heartbeat(long timeMs) {
    heartbeatMs = timeMs;
  }

  /** The stream is over. */
  void streamOver() {
    String last = line.get();
    line = () -> "";
    output.lasting(last);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
