package dev.tandem.collector.pace;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Gives every row its time: one interval after the row before it, or now where that has passed.
 * What was not used is not saved up, so that no burst follows a pause. Thread-safe.
 */
final class RowRate {
  private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double intervalNanos;
  private double freeAt = Double.NEGATIVE_INFINITY;

  RowRate(OptionalLong maxRowsPerSecond) {
    this.intervalNanos =
        maxRowsPerSecond.isPresent() ? SECOND_NANOS / (double) maxRowsPerSecond.getAsLong() : 0;
  }

  /** Returns how long from now the row's time is, in nanoseconds. */
  long reserve(long nowNanos) {
    if (intervalNanos == 0) {
      return 0;
    }
    synchronized (this) {
      double turn = Math.max(freeAt, (double) nowNanos);
      freeAt = turn + intervalNanos;
      return (long) (turn - (double) nowNanos);
    }
  }
}
