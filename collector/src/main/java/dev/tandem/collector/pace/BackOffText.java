package dev.tandem.collector.pace;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a snapshot backs off by, as it is written: {@code replication-lag:64MB}, {@code load:8}, or
 * both with a comma between.
 */
public final class BackOffText {
  private static final Pattern LAG = Pattern.compile("replication-lag:([0-9]{1,9})(kB|MB|GB)");
  private static final Pattern LOAD = Pattern.compile("load:([0-9]{1,6})");

  private BackOffText() {}

  /**
   * The settings of a text.
   *
   * @throws IllegalArgumentException with the remedy
   */
  public static PaceSettings parse(OptionalLong maxRowsPerSecond, String text) {
    OptionalLong lag = OptionalLong.empty();
    OptionalInt active = OptionalInt.empty();
    for (String limit : text.split(",", -1)) {
      Matcher lagText = LAG.matcher(limit.strip());
      Matcher load = LOAD.matcher(limit.strip());
      if (lagText.matches() && lag.isEmpty()) {
        lag = OptionalLong.of(Long.parseLong(lagText.group(1)) * unit(lagText.group(2)));
      } else if (load.matches() && active.isEmpty()) {
        active = OptionalInt.of(Integer.parseInt(load.group(1)));
      } else {
        throw new IllegalArgumentException(
            "give replication-lag:SIZE such as replication-lag:64MB (kB, MB, GB), load:N such as"
                + " load:8, or both with a comma between");
      }
    }
    return new PaceSettings(maxRowsPerSecond, lag, active);
  }

  private static long unit(String text) {
    return switch (text) {
      case "kB" -> 1L << 10;
      case "MB" -> 1L << 20;
      default -> 1L << 30;
    };
  }
}
