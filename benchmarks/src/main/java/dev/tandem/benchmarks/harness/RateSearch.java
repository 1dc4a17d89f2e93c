package dev.tandem.benchmarks.harness;

/**
 * Finds the highest rate that a system sustains: doubles or halves the rate until one is sustained
 * and one is not, then tries between the two, in equal ratios.
 */
final class RateSearch {
  private static final double STEP = 2;

  /** So near to each other the two rates need not be told apart any further. */
  private static final double NEAR = 1.08;

  private final int between;
  private final double first;
  private double sustained;
  private double refused = Double.POSITIVE_INFINITY;
  private int triedBetween;

  /**
   * @param first rate to try
   * @param between how often at most a rate between the two is tried
   */
  RateSearch(double first, int between) {
    this.first = first;
    this.between = between;
  }

  /** Whether another rate is to be tried. */
  boolean goesOn() {
    return !isBetween() || (triedBetween < between && refused / sustained > NEAR);
  }

  private boolean isBetween() {
    return sustained > 0 && refused < Double.POSITIVE_INFINITY;
  }

  /** The rate to try. */
  double next() {
    if (sustained == 0 && refused == Double.POSITIVE_INFINITY) {
      return first;
    }
    if (sustained == 0) {
      return refused / STEP;
    }
    return refused == Double.POSITIVE_INFINITY ? sustained * STEP : Math.sqrt(sustained * refused);
  }

  /** Tells how a rate was. */
  void tried(double rate, boolean wasSustained) {
    triedBetween += isBetween() ? 1 : 0;
    if (wasSustained) {
      sustained = Math.max(sustained, rate);
      // What was refused below it was refused by chance.
      refused = refused <= sustained ? Double.POSITIVE_INFINITY : refused;
    } else {
      refused = Math.min(refused, rate);
    }
  }

  /** The highest rate that was sustained. */
  double sustained() {
    return sustained;
  }
}
