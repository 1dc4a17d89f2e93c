package dev.tandem.counting;

/**
 * Whether a contribution came in time for a window: a fact about the document, never about who
 * counts it (contract, section 4).
 */
public enum Verdict {
  /** {@code W.end + lateness.live > arrived} */
  LIVE,
  /** {@code W.end + lateness.history > arrived}, and not live */
  LATE,
  /** otherwise */
  EXPIRED;

  public static Verdict of(long windowEndMs, Lateness lateness, long arrivedMs) {
    if (lateness.liveUntilMs(windowEndMs) > arrivedMs) {
      return LIVE;
    }
    return lateness.historyMs() == Lateness.UNBOUNDED
            || lateness.historyUntilMs(windowEndMs) > arrivedMs
        ? LATE
        : EXPIRED;
  }
}
