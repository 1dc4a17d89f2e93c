package dev.tandem.collector.config;

/**
 * A setting as it was written.
 *
 * @param origin what it is called in a message: {@code --table}, or {@code collector.yaml, line 7,
 *     source main: table}
 */
public record Value(String text, String origin) {
  /** What is wrong with it, value included. */
  public String problem(String remedy) {
    return origin + " = \"" + text + "\": " + remedy;
  }

  /** What is wrong with it, without the value, which may hold a password by mistake. */
  public String hidden(String remedy) {
    return origin + ": " + remedy;
  }
}
