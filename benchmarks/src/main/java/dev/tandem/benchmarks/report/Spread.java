package dev.tandem.benchmarks.report;

import java.util.Collection;
import java.util.Optional;

/**
 * Values of several repetitions.
 *
 * @param count of repetitions, at least 1
 */
record Spread(double median, double min, double max, int count) {
  /** Empty where there are no values. */
  static Optional<Spread> of(Collection<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return Optional.of(new Spread(median, sorted[0], sorted[n - 1], n));
  }

  /** {@code 1.8 … 2.1}; of one value empty. */
  String range() {
    return count == 1 ? "" : Numbers.text(min) + " … " + Numbers.text(max);
  }
}
