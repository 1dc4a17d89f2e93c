package dev.tandem.collector.table;

/** Names and texts as SQL writes them. */
public final class Sql {
  private Sql() {}

  /** A name in double quotes. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in single quotes, right whatever {@code standard_conforming_strings} is. */
  public static String literal(String text) {
    return text.indexOf('\\') < 0
        ? '\'' + text.replace("'", "''") + '\''
        : " E'" + text.replace("\\", "\\\\").replace("'", "''") + '\'';
  }
}
