package dev.tandem.benchmarks.results;

import java.util.List;
import java.util.Map;

/**
 * How the values of one repetition are distributed.
 *
 * @param subject what was measured, one of {@link Subjects}
 * @param measure one of {@link Measures}
 * @param unit as it is shown: {@code ms}
 * @param repetition from 1
 * @param at under which circumstances, such as {@code rate=50%}
 * @param count number of values
 * @param points in rising order of percentile: 0 is the least value, 100 the greatest
 */
public record Distribution(
    String subject,
    String measure,
    String unit,
    int repetition,
    Map<String, String> at,
    long count,
    List<Point> points) {
  public Distribution {
    at = Map.copyOf(at);
    points = List.copyOf(points);
  }

  /**
   * A value that so many per cent of the values do not exceed.
   *
   * @param percentile 0 to 100
   */
  public record Point(double percentile, double value) {}
}
