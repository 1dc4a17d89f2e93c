package dev.tandem.beam.pipeline;

import dev.tandem.counting.Window;
import java.io.Serializable;
import java.time.Instant;

/**
 * The windows that are answered: those that start in {@code [fromMs, toMs)}. What is read does not
 * depend on it: a document of today may count in a window of two years ago.
 *
 * @param fromMs epoch milliseconds
 * @param toMs epoch milliseconds
 */
public record OutputWindows(long fromMs, long toMs) implements Serializable {
  public static final OutputWindows ALL = new OutputWindows(Long.MIN_VALUE, Long.MAX_VALUE);

  public OutputWindows {
    if (fromMs >= toMs) {
      throw new IllegalArgumentException(
          "from must be before to: fromMs=" + fromMs + ", toMs=" + toMs);
    }
  }

  boolean include(Window window) {
    return fromMs <= window.startMs() && window.startMs() < toMs;
  }

  @Override
  public String toString() {
    if (equals(ALL)) {
      return "all windows";
    }
    return "windows that start"
        + (fromMs == Long.MIN_VALUE ? "" : " at " + Instant.ofEpochMilli(fromMs) + " or later")
        + (toMs == Long.MAX_VALUE ? "" : " before " + Instant.ofEpochMilli(toMs));
  }
}
