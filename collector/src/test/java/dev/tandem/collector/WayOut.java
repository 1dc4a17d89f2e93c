package dev.tandem.collector;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The way out that a message names, as a user would take it. */
final class WayOut {
  private static final Pattern STATEMENT =
      Pattern.compile("(?:run |: )(ALTER [^;\\n]*?)(?:, then |$)", Pattern.MULTILINE);

  private WayOut() {}

  /** The SQL to be run before the collector's own commands. */
  static List<String> statements(String message) {
    return STATEMENT.matcher(message).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
