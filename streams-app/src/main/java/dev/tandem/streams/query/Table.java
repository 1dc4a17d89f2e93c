package dev.tandem.streams.query;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An answer in rows and columns, as CSV writes it (RFC 4180). */
record Table(List<String> header, List<List<String>> rows) {
  private static final String LINE_END = "\r\n";
  private static final String NEEDS_QUOTES = ",;\"\r\n\t";

  /** What it begins with, in full width too, and behind blanks, which some programs leave out. */
  private static final Pattern FORMULA =
      Pattern.compile("\\s*[=+\\-@\\x00-\\x1f\\x7f-\\x9f\uff1d\uff0b\uff0d\uff20]|\\s*[\\t\\r\\n]");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** All control characters but tabs and ends of lines. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]");

  String csv() {
    StringBuilder csv = new StringBuilder(line(header));
    rows.forEach(row -> csv.append(line(row)));
    return csv.toString();
  }

  private static String line(List<String> fields) {
    return fields.stream().map(Table::field).collect(Collectors.joining(",")) + LINE_END;
  }

  private static String field(String text) {
    String safe = defused(text);
    boolean quoted = safe.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /**
   * Text that a spreadsheet would take for a formula, or a terminal for a command, made text (as
   * OWASP advises on CSV injection); numbers stay what they are.
   */
  private static String defused(String text) {
    String visible =
        COMMANDS
            .matcher(text)
            .replaceAll(r -> String.format("\\\\u%04x", (int) r.group().charAt(0)));
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    return formula ? '\'' + visible : visible;
  }
}
