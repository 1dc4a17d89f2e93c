package dev.tandem.spec;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a spec writes them: a whole number and ms, s, m, h or d. */
public final class DurationText {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final String[] UNITS = {"d", "h", "m", "s"};

  private DurationText() {}

  /** Milliseconds, or empty where the text is no duration. */
  public static OptionalLong parseMs(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) * unitMs(matcher.group(2)))
        : OptionalLong.empty();
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
