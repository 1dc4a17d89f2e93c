package dev.tandem.localstack.generator;

import java.util.Arrays;

/** Ranks from 0, drawn with probability proportional to {@code 1 / (rank + 1)^exponent}. */
final class Zipf {
  private final double[] cumulative;

  Zipf(int count, double exponent) {
    cumulative = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += StrictMath.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
  }

  int draw(Dice dice) {
    double point = dice.unit() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, point);
    return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
  }
}
