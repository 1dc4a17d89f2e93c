package dev.tandem.benchmarks.load;

import java.time.Duration;

/**
 * A trial's course: it warms up for a while, and on until its first capture is answered, so that
 * what is recorded then finds the system as it is in the long run; after that it is recorded. Given
 * up where the backlog is too long to be sustained.
 */
final class Phases {
  private static final long LONGEST_WARM_UP_NS = 15_000_000_000L;
  private static final long SEEN_EVERY_NS = 100_000_000;

  private final long startNs;
  private final long warmUpNs;
  private final long recordedNs;
  private final double tooLong;
  private final Backlog backlog = new Backlog();
  private long recordedFromNs = Long.MAX_VALUE;
  private long nextSeenNs;
  private boolean givenUp;

  /**
   * @param warmUp at least
   * @param length with the warm-up at least
   * @param tooLong a backlog with which the trial does not go on
   */
  Phases(long startNs, Duration warmUp, Duration length, double tooLong) {
    this.startNs = startNs;
    this.warmUpNs = warmUp.toNanos();
    this.recordedNs = length.minus(warmUp).toNanos();
    this.tooLong = tooLong;
  }

  /**
   * Looks at what has happened.
   *
   * @param waiting captures
   * @param answered whether a capture of this trial is
   * @return whether the trial goes on
   */
  boolean see(long nowNs, long waiting, boolean answered) {
    givenUp |= waiting > tooLong;
    if (!isRecorded() && nowNs - startNs >= (answered ? warmUpNs : LONGEST_WARM_UP_NS)) {
      recordedFromNs = nowNs;
      nextSeenNs = nowNs;
    }
    if (isRecorded() && nowNs - nextSeenNs >= 0) {
      backlog.add(waiting);
      nextSeenNs += SEEN_EVERY_NS;
    }
    return !givenUp && (!isRecorded() || nowNs - recordedFromNs < recordedNs);
  }

  private boolean isRecorded() {
    return recordedFromNs != Long.MAX_VALUE;
  }

  /** Whether the latency of a capture is recorded. */
  boolean records(long intendedNs) {
    return isRecorded() && intendedNs - recordedFromNs >= 0;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** While it was recorded. */
  Backlog backlog() {
    return backlog;
  }
}
