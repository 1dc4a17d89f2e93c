package dev.tandem.spec;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as a spec writes them: a whole number and ms, s, m, h or d; at most 3650000d, so that
 * the end of any window, lateness and retention included, is a time that both engines can hold.
 */
public final class DurationText {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,17})(ms|s|m|h|d)");
  private static final long MOST_MS = 3_650_000L * 86_400_000;
  private static final String[] UNITS = {"d", "h", "m", "s"};

  private DurationText() {}

  /** Milliseconds, or empty where the text is no duration. */
  public static OptionalLong parseMs(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    long unitMs = unitMs(matcher.group(2));
    return count <= MOST_MS / unitMs ? OptionalLong.of(count * unitMs) : OptionalLong.empty();
  }

  /** In the largest unit that needs no fraction. */
  public static String format(long durationMs) {
    for (String unit : UNITS) {
      if (durationMs != 0 && durationMs % unitMs(unit) == 0) {
        return durationMs / unitMs(unit) + unit;
      }
    }
    return durationMs + "ms";
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
