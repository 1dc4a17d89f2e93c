package dev.tandem.domain;

/** Times in epoch milliseconds, where one may be missing. */
public final class Times {
  /** Stands for a time that the record does not hold. */
  public static final long ABSENT = Long.MIN_VALUE;

  /**
   * The farthest from 1970 that a time can be: beyond what PostgreSQL's timestamps and dates in XML
   * can say, and near enough that windows and lateness around it do not overflow.
   */
  public static final long FARTHEST = 10_000_000_000_000_000L;

  private Times() {}

  /**
   * The time itself.
   *
   * @throws IllegalArgumentException where it is farther from 1970 than any
   */
  public static long requireSane(long timeMs) {
    if (timeMs < -FARTHEST || timeMs > FARTHEST) {
      throw new IllegalArgumentException(
          "a time is at most " + FARTHEST + " ms from 1970: timeMs=" + timeMs);
    }
    return timeMs;
  }

  public static boolean isPresent(long timeMs) {
    return timeMs != ABSENT;
  }
}
