package dev.tandem.benchmarks.load;

import dev.tandem.benchmarks.results.Distribution.Point;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Latencies of one trial, to 3 digits. One thread records. */
final class Latencies {
  private static final long HIGHEST_US = 600_000_000;
  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1_000;
  private static final double[] PERCENTILES = {
    0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100
  };

  private final Histogram histogram = new Histogram(HIGHEST_US, DIGITS);

  synchronized void record(long latencyNs) {
    histogram.recordValue(Math.min(HIGHEST_US, Math.max(0, latencyNs / 1_000)));
  }

  synchronized long count() {
    return histogram.getTotalCount();
  }

  /** In ms; none where nothing was recorded. */
  synchronized List<Point> points() {
    List<Point> points = new ArrayList<>();
    if (histogram.getTotalCount() > 0) {
      for (double percentile : PERCENTILES) {
        double us =
            percentile == 0 ? histogram.getMinValue() : histogram.getValueAtPercentile(percentile);
        points.add(new Point(percentile, us / US_PER_MS));
      }
    }
    return points;
  }
}
