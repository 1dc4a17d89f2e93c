package dev.tandem.localstack.generator;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A point in time where a verdict of the default spec changes: the end of a window of a metric plus
 * a lateness, and the milliseconds around it (counting contract, sections 3 and 4). The metric
 * {@code arrivals-by-delay} has none, because its windows are of arrivals themselves: everything in
 * it is live.
 *
 * @param history whether it is the edge between late and expired, not between live and late
 * @param deltaMs how long after the edge the arrival is: -1, 0 or 1
 */
record Edge(Metric metric, boolean history, int deltaMs) {

  /** The time of a document that a metric's windows are of. */
  enum TimeOf {
    ISSUED,
    ISSUED_LOCAL,
    REGISTERED
  }

  /** Windows and lateness of the default spec, told in this package's own words. */
  enum Metric {
    ISSUER_MINUTE(TimeOf.ISSUED, 60_000, 60_000, 2 * 3_600_000L, 90 * 86_400_000L),
    ISSUER_DAY(TimeOf.ISSUED_LOCAL, 86_400_000, 86_400_000, 2 * 86_400_000L, 0),
    STATE_HOUR(TimeOf.ISSUED, 300_000, 3_600_000, 2 * 3_600_000L, 90 * 86_400_000L),
    STATE_MONTH(TimeOf.ISSUED_LOCAL, 0, 0, 5 * 86_400_000L, 0),
    REGISTRATIONS(TimeOf.REGISTERED, 600_000, 600_000, 2 * 3_600_000L, 90 * 86_400_000L);

    private final TimeOf timeOf;
    private final long everyMs;
    private final long sizeMs;
    private final long liveMs;
    private final long historyMs;

    Metric(TimeOf timeOf, long everyMs, long sizeMs, long liveMs, long historyMs) {
      this.timeOf = timeOf;
      this.everyMs = everyMs;
      this.sizeMs = sizeMs;
      this.liveMs = liveMs;
      this.historyMs = historyMs;
    }

    TimeOf timeOf() {
      return timeOf;
    }

    boolean hasHistory() {
      return historyMs > 0;
    }

    private long lastEndUpTo(long timeMs) {
      return this == STATE_MONTH
          ? startOf(monthOf(timeMs))
          : Math.floorDiv(timeMs, everyMs) * everyMs;
    }

    private long startOfWindowEndingAt(long endMs) {
      return this == STATE_MONTH ? startOf(monthOf(endMs - 1)) : endMs - sizeMs;
    }

    private static YearMonth monthOf(long timeMs) {
      return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(timeMs, DayCurve.DAY_MS)));
    }

    private static long startOf(YearMonth month) {
      return month.atDay(1).toEpochDay() * DayCurve.DAY_MS;
    }
  }

  /**
   * @param eventTimeMs in the window, a whole second
   * @param arrivalMs at the edge
   */
  record Times(long eventTimeMs, long arrivalMs) {}

  /** The newest edge up to a time, and a time of the window that it belongs to. */
  Times times(long latestMs, Dice dice) {
    long latenessMs = history ? metric.historyMs : metric.liveMs;
    long endMs = metric.lastEndUpTo(latestMs - latenessMs - 1);
    long seconds = (endMs - metric.startOfWindowEndingAt(endMs)) / 1000;
    return new Times(endMs - 1000 * (1 + dice.between(0, seconds)), endMs + latenessMs + deltaMs);
  }
}
