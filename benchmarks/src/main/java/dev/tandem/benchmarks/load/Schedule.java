package dev.tandem.benchmarks.load;

/**
 * When captures are to be sent: evenly, and never waiting for anything. What is sent too late is
 * late from its own time on, so a stall is seen in all that it has held up (no coordinated
 * omission).
 *
 * @param startNs of the first
 * @param perSecond captures
 */
record Schedule(long startNs, double perSecond) {
  private static final double NS_PER_SECOND = 1e9;

  /** When a capture is to be sent. */
  long intendedNs(long index) {
    return startNs + Math.round(index * NS_PER_SECOND / perSecond);
  }

  /** How many are due by a time. */
  long dueAt(long nowNs) {
    return nowNs < startNs ? 0 : (long) ((nowNs - startNs) * perSecond / NS_PER_SECOND) + 1;
  }
}
