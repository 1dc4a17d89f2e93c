package dev.tandem.counting;

import java.io.Serializable;

/**
 * How long after a window's end what arrives is still live, and how long it still belongs to
 * history.
 *
 * @param liveMs at least 0
 * @param historyMs at least {@code liveMs}, or {@link #UNBOUNDED}
 */
public record Lateness(long liveMs, long historyMs) implements Serializable {
  public static final long UNBOUNDED = Long.MAX_VALUE;

  public Lateness {
    if (liveMs < 0 || historyMs < liveMs) {
      throw new IllegalArgumentException(
          "0 <= live <= history: liveMs=" + liveMs + ", historyMs=" + historyMs);
    }
  }

  /** The first arrival that is no longer live for a window. Saturates at the ends of time. */
  public long liveUntilMs(long windowEndMs) {
    return saturatedSum(windowEndMs, liveMs);
  }

  /** The first arrival that has expired for a window; {@link Long#MAX_VALUE} is never reached. */
  public long historyUntilMs(long windowEndMs) {
    return historyMs == UNBOUNDED ? Long.MAX_VALUE : saturatedSum(windowEndMs, historyMs);
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return b >= 0 && sum < a ? Long.MAX_VALUE : sum;
  }
}
