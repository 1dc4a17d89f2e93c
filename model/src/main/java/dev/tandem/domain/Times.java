package dev.tandem.domain;

/**
 * Times in epoch milliseconds, where one may be missing, and the range that they have (contract,
 * section 1).
 */
public final class Times {
  /** Stands for a time that the record does not hold. */
  public static final long ABSENT = Long.MIN_VALUE;

  /** The first time in range: {@code 0001-01-01T00:00:00Z}. */
  public static final long FIRST_MS = -62_135_596_800_000L;

  /** The first time beyond the range: {@code 10000-01-01T00:00:00Z}. */
  public static final long END_MS = 253_402_300_800_000L;

  private Times() {}

  /** Whether a time is one that text, databases and both engines can hold. */
  public static boolean inRange(long timeMs) {
    return FIRST_MS <= timeMs && timeMs < END_MS;
  }

  /** Whether a time is there and out of range. */
  public static boolean isAbsurd(long timeMs) {
    return isPresent(timeMs) && !inRange(timeMs);
  }

  /** The time itself where it is in range; else {@link #ABSENT}. */
  public static long inRangeOrAbsent(long timeMs) {
    return inRange(timeMs) ? timeMs : ABSENT;
  }

  /**
   * The time itself.
   *
   * @throws IllegalArgumentException where it is out of range
   */
  public static long requireInRange(long timeMs) {
    if (!inRange(timeMs)) {
      throw new IllegalArgumentException(
          "a time is from 0001-01-01T00:00:00Z to before 10000-01-01T00:00:00Z: timeMs=" + timeMs);
    }
    return timeMs;
  }

  public static boolean isPresent(long timeMs) {
    return timeMs != ABSENT;
  }
}
