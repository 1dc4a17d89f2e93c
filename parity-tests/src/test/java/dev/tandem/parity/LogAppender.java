package dev.tandem.parity;

import dev.tandem.domain.Mark;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Appends a long log while apps read it, never far ahead of the slowest, and goes on with
 * heartbeats alone, as a collector does whose table is quiet, until it is stopped.
 */
final class LogAppender implements Callable<Void> {
  private static final long BEAT_MS = 500;
  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

  private final LongLog log;
  private final LogWriter writer;
  private final long lead;
  private final long heldFrom;
  private final LongSupplier slowest;
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch appended = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param lead of captures before the slowest app
   * @param heldFrom so many captures are appended before {@link #release()}
   * @param slowest how many records the slowest app has taken
   */
  LogAppender(LongLog log, LogWriter writer, long lead, long heldFrom, LongSupplier slowest) {
    this.log = log;
    this.writer = writer;
    this.lead = lead;
    this.heldFrom = heldFrom;
    this.slowest = slowest;
  }

  @Override
  public Void call() throws Exception {
    writer.mark(Mark.Kind.SNAPSHOT_STARTED, 0);
    writer.mark(Mark.Kind.SNAPSHOT_FINISHED, 0);
    long written = 0;
    long allowed = lead;
    long nowMs = 0;
    while (log.hasNext()) {
      if (written >= allowed) {
        writer.flush();
        allowed = allowed();
      }
      if (written < allowed) {
        LongLog.Block block = log.next();
        block.captures().forEach(writer::write);
        written += block.captures().size();
        nowMs = block.nowMs();
      } else if (isStoppedWithin(BEAT_MS)) {
        return null;
      }
      writer.mark(Mark.Kind.HEARTBEAT, nowMs);
    }
    writer.flush();
    appended.countDown();
    while (!isStoppedWithin(BEAT_MS)) {
      nowMs += MINUTE_MS;
      writer.mark(Mark.Kind.HEARTBEAT, nowMs);
    }
    return null;
  }

  private long allowed() {
    long ahead = slowest.getAsLong() + lead;
    return released.getCount() == 0 ? ahead : Math.min(ahead, heldFrom);
  }

  private boolean isStoppedWithin(long ms) throws InterruptedException {
    return stopped.await(ms, TimeUnit.MILLISECONDS);
  }

  /** Lets it append the rest. */
  void release() {
    released.countDown();
  }

  /** Whether all captures are in the log. */
  boolean hasAppended() {
    return appended.getCount() == 0;
  }

  void stop() {
    stopped.countDown();
  }
}
