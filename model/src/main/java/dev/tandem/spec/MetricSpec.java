package dev.tandem.spec;

import dev.tandem.counting.Metric;

/**
 * One metric of the spec.
 *
 * @param retentionMs how long the live side remembers a window after it closed for live
 */
public record MetricSpec(Metric metric, long retentionMs, History history) {

  /**
   * When and how the history side speaks.
   *
   * @param earlyMs processing time between early panes
   * @param lateMs processing time between late panes
   */
  public record History(long earlyMs, long lateMs, Accumulation accumulation) {
    public static final History DEFAULT = new History(30_000, 60_000, Accumulation.ACCUMULATING);
  }

  /** What a pane holds. */
  public enum Accumulation {
    /** All of its window so far. */
    ACCUMULATING,
    /** What came since the last pane. */
    DISCARDING
  }
}
