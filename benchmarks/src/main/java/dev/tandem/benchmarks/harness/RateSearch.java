package dev.tandem.benchmarks.harness;

/**
 * Finds the highest rate that a system sustains: raises or lowers the rate until one is sustained
 * and one is not, then tries between the two, in equal ratios.
 */
final class RateSearch {
  private static final double STEP = 1.5;

  /** So near to each other the two rates need not be told apart any further. */
  private static final double NEAR = 1.08;

  private final int trials;
  private final double first;
  private double sustained;
  private double refused = Double.POSITIVE_INFINITY;
  private int tried;

  /**
   * @param first rate to try
   * @param trials at most; more only as long as none was sustained
   */
  RateSearch(double first, int trials) {
    this.first = first;
    this.trials = trials;
  }

  /** Whether another rate is to be tried. */
  boolean goesOn() {
    return sustained == 0 || (tried < trials && refused / sustained > NEAR);
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
    tried++;
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
