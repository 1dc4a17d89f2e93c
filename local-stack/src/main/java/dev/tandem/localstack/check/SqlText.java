package dev.tandem.localstack.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL with places to fill, written {@code ${name}}. */
record SqlText(String text) {
  private static final Pattern OPEN = Pattern.compile("\\$\\{([a-z-]+)}");

  SqlText with(String name, String sql) {
    return new SqlText(text.replace("${" + name + "}", sql));
  }

  SqlText with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** The filled SQL. */
  String sql() {
    Matcher open = OPEN.matcher(text);
    if (open.find()) {
      throw new IllegalStateException("SQL with an open place: name=" + open.group(1));
    }
    return text;
  }

  /** A text literal. */
  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
