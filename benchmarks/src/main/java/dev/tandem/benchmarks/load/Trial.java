package dev.tandem.benchmarks.load;

import dev.tandem.benchmarks.results.Distribution.Point;
import java.util.List;

/**
 * What came of sending at a rate for a while.
 *
 * @param perSecond captures, as intended
 * @param seconds that it took
 * @param captures sent, which is less than intended where it was given up or the file has ended
 * @param exhausted the file of captures has ended
 * @param backlogMid captures sent and not answered, the mean over the middle third
 * @param backlogEnd the same over the last third
 * @param observablePerSecond of the captures, that can be seen answered
 * @param drained all were answered within {@link Load#DRAIN} after the last was sent
 * @param count of latencies
 * @param latencies in ms, by percentile; without those of the warm-up
 */
public record Trial(
    double perSecond,
    double seconds,
    long captures,
    boolean exhausted,
    double backlogMid,
    double backlogEnd,
    double observablePerSecond,
    boolean drained,
    long count,
    List<Point> latencies) {
  /** What the backlog may grow by from third to third: a fifth, and a tenth of a second's sends. */
  private static final double GROWTH = 1.2;

  private static final double SECONDS = 0.1;

  public Trial {
    latencies = List.copyOf(latencies);
  }

  /**
   * Whether the system can go on like this: its backlog does not grow, and soon after the last
   * capture all are answered.
   */
  public boolean sustained() {
    return drained && backlogEnd <= backlogMid * GROWTH + observablePerSecond * SECONDS;
  }
}
