package dev.tandem.localstack.generator;

import java.util.Arrays;

/** How busy the hours of a day are, in Brasília's time (domain sheet, section 13). */
final class DayCurve {
  /** NF-e, CT-e: office hours. */
  static final DayCurve OFFICE =
      new DayCurve(
          2, 1, 2, 1, 1, 2, 6, 20, 60, 80, 90, 85, 55, 75, 90, 90, 85, 70, 40, 20, 12, 8, 5, 3);

  /** NFC-e: noon, the way home, Saturdays. */
  static final DayCurve RETAIL =
      new DayCurve(
          3, 2, 1, 1, 1, 2, 10, 25, 40, 50, 60, 80, 100, 80, 60, 60, 65, 80, 110, 90, 60, 35, 15,
          6);

  static final long DAY_MS = 86_400_000;
  static final long HOUR_MS = 3_600_000;
  static final long MINUTE_MS = 60_000;

  private final int[] weights;
  private final int sum;

  private DayCurve(int... weights) {
    this.weights = weights;
    this.sum = Arrays.stream(weights).sum();
  }

  /** A time of day in ms, on the curve. */
  long draw(Dice dice) {
    int left = dice.below(sum) - weights[0];
    int hour = 0;
    while (left >= 0) {
      hour++;
      left -= weights[hour];
    }
    return hour * HOUR_MS + dice.between(0, HOUR_MS);
  }
}
