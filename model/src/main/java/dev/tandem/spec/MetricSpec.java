package dev.tandem.spec;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Metric;
import java.io.Serializable;

/**
 * One metric of the spec.
 *
 * @param retentionMs how long the live side remembers a window after it closed for live, or {@link
 *     #UNBOUNDED}
 */
public record MetricSpec(Metric metric, long retentionMs, History history) implements Serializable {
  /** The live side never forgets a window. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  public MetricSpec {
    if (retentionMs < 0) {
      throw new IllegalArgumentException("retention must be >= 0: retentionMs=" + retentionMs);
    }
  }

  /**
   * Which windows the live side may forget at an arrival watermark (contract, section 6): those
   * that end at the result or before.
   *
   * @param watermarkMs epoch milliseconds, or {@link ArrivalWatermark#UNDEFINED}
   * @return epoch milliseconds, or {@link ArrivalWatermark#UNDEFINED} for none
   */
  public long goneUpToMs(long watermarkMs) {
    if (retentionMs == UNBOUNDED || watermarkMs == ArrivalWatermark.UNDEFINED) {
      return ArrivalWatermark.UNDEFINED;
    }
    long afterMs = metric.lateness().liveMs() + retentionMs;
    long upToMs = watermarkMs - afterMs;
    return upToMs > watermarkMs ? ArrivalWatermark.UNDEFINED : upToMs;
  }

  /** As a spec writes the retention. */
  public String retentionText() {
    return retentionMs == UNBOUNDED ? "unbounded" : DurationText.format(retentionMs);
  }

  /**
   * When and how the history side speaks.
   *
   * @param early before the watermark has passed a window's end; where it passes, the window is
   *     said whatever is due
   * @param late after that
   */
  public record History(Firing early, Firing late, Accumulation accumulation)
      implements Serializable {
    public static final History DEFAULT =
        new History(new Firing.After(30_000), new Firing.After(60_000), Accumulation.ACCUMULATING);
  }

  /** What a pane holds. */
  public enum Accumulation {
    /** All of its window so far. */
    ACCUMULATING,
    /** What came since the last pane. */
    DISCARDING
  }
}
