package dev.tandem.collector.pace;

/**
 * Halves the share of their time in which readers read each time the database is found busy, and
 * gives back a sixteenth each time it is not: away quickly, back gently. Thread-safe.
 */
final class BackOff {
  static final double LEAST = 1.0 / 64;
  private static final double STEP = 1.0 / 16;

  private volatile double share = 1;

  double share() {
    return share;
  }

  synchronized void observe(boolean busy) {
    share = busy ? Math.max(LEAST, share / 2) : Math.min(1, share + STEP);
  }

  /** The pause that is owed for so much work, both in nanoseconds. */
  long pauseNanos(long workNanos) {
    double now = share;
    return now == 1 ? 0 : (long) (Math.max(0, workNanos) * (1 - now) / now);
  }
}
