package dev.tandem.domain;

/** Times in epoch milliseconds, where one may be missing. */
public final class Times {
  /** Stands for a time that the record does not hold. */
  public static final long ABSENT = Long.MIN_VALUE;

  private Times() {}

  public static boolean isPresent(long timeMs) {
    return timeMs != ABSENT;
  }
}
