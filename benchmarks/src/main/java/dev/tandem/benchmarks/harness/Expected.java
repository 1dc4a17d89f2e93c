package dev.tandem.benchmarks.harness;

/**
 * How many seconds parts take on two cores, for the time that is left; corrected by what they have
 * taken so far.
 */
final class Expected {
  private Expected() {}

  static double session(Scale scale) {
    return scale.quick() ? 85 : 185;
  }

  static double common(Scale scale) {
    return scale.quick() ? 30 : 50;
  }

  static double floor(Scale scale) {
    return scale.quick() ? 15 : 25;
  }

  static double captures(int rows) {
    return rows / 7_000.0;
  }
}
