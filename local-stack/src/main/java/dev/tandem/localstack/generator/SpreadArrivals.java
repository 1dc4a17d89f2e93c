package dev.tandem.localstack.generator;

import static dev.tandem.localstack.generator.DayCurve.DAY_MS;
import static dev.tandem.localstack.generator.DayCurve.MINUTE_MS;

import dev.tandem.localstack.generator.Dice.Purpose;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Arrivals of a bulk load: days in the order of the rows, the hours of a day shuffled, the newest
 * near now. A row may be given any other arrival up to now.
 */
public final class SpreadArrivals implements ArrivalPlan {
  /** Days and their curves are Brasília's; it has had no summer time since 2019. */
  private static final long BRASILIA_MS = -3 * DayCurve.HOUR_MS;

  private static final int ATTEMPTS = 20;

  private final long seed;
  private final LoadProfile.Spread spread;
  private final LoadProfile.Peak peak;
  private final long nowMs;
  private final long rows;
  private final double[] cumulativeDays;
  private final long firstDay;

  /**
   * @param now no row arrives later
   * @param rows of the load, over which the arrivals spread
   */
  public SpreadArrivals(long seed, LoadProfile profile, Instant now, long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a load has at least one row: rows=" + rows);
    }
    this.seed = seed;
    this.spread = profile.spread();
    this.peak = profile.peak();
    this.nowMs = now.toEpochMilli();
    this.rows = rows;
    long olderMs = spread.period().minus(spread.recent()).toMillis();
    this.firstDay = dayOf(nowMs - spread.period().toMillis());
    this.cumulativeDays = new double[(int) (olderMs / DAY_MS)];
    double sum = 0;
    for (int day = 0; day < cumulativeDays.length; day++) {
      sum += weight(firstDay + day);
      cumulativeDays[day] = sum;
    }
  }

  @Override
  public long firstIndex() {
    return 0;
  }

  @Override
  public long earliestMs(long index) {
    return 0;
  }

  @Override
  public long latestMs(long index) {
    return nowMs;
  }

  @Override
  public long plannedMs(long index, boolean retail) {
    double place = Math.min(1, (index + 0.5) / rows);
    double older = 1 - spread.recentShare();
    if (place < older && cumulativeDays.length > 0) {
      return timeOn(olderDay(place / older), index, retail);
    }
    double back = (1 - place) / spread.recentShare() * spread.recent().toMillis();
    return timeOn(dayOf(nowMs - (long) back), index, retail);
  }

  private long olderDay(double place) {
    double point = place * cumulativeDays[cumulativeDays.length - 1];
    int day = 0;
    while (cumulativeDays[day] < point && day < cumulativeDays.length - 1) {
      day++;
    }
    return firstDay + day;
  }

  private long timeOn(long day, long index, boolean retail) {
    Dice dice = Dice.of(seed, index, Purpose.ARRIVAL);
    DayCurve curve = retail ? DayCurve.RETAIL : DayCurve.OFFICE;
    long midnightMs = day * DAY_MS - BRASILIA_MS;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long timeMs = midnightMs + (peaks(dice) ? peakMs(day, dice) : curve.draw(dice));
      if (timeMs <= nowMs) {
        return timeMs;
      }
    }
    return dice.between(Math.min(midnightMs, nowMs), nowMs + 1);
  }

  /** The rest of the day adds one mean minute to the busiest one. */
  private boolean peaks(Dice dice) {
    return dice.chance((peak.minuteOverDayMean() - 1) / (DAY_MS / MINUTE_MS));
  }

  private long peakMs(long day, Dice dice) {
    Dice ofDay = Dice.of(seed, day, Purpose.EDGE);
    long minuteMs = (12 * 60 + ofDay.below(7 * 60)) * MINUTE_MS;
    double secondOfMinute =
        peak.secondOverDayMean() / peak.minuteOverDayMean() / (MINUTE_MS / 1000.0);
    long busiest = ofDay.below(60) * 1000L;
    return minuteMs
        + (dice.chance(secondOfMinute) ? busiest + dice.below(1000) : dice.between(0, MINUTE_MS));
  }

  private double weight(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    boolean monthEnd = date.getDayOfMonth() == 1 || date.plusDays(2).getDayOfMonth() <= 2;
    double ofWeek =
        switch (date.getDayOfWeek()) {
          case SATURDAY -> 1.1;
          case SUNDAY -> 0.6;
          default -> 1.0;
        };
    return monthEnd ? peak.monthEnd() * ofWeek : ofWeek;
  }

  private static long dayOf(long timeMs) {
    return Math.floorDiv(timeMs + BRASILIA_MS, DAY_MS);
  }
}
