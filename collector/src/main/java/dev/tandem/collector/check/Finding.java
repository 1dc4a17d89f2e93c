package dev.tandem.collector.check;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param check what was looked at, such as {@code wal_level}; the same from version to version
 * @param found what is there, in words
 * @param sql statements that mend it, in order, to be run by who may: a superuser or the table's
 *     owner
 * @param remedy what else mends it, or what to do after the statements; empty text where there is
 *     nothing to add
 */
public record Finding(String check, Level level, String found, List<String> sql, String remedy) {
  /** How it stands. */
  public enum Level {
    OK("ok"),
    /** The collector can run, but somebody may come to regret it. */
    ADVICE("advice"),
    /** The collector cannot run. */
    PROBLEM("problem");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Finding {
    requireNonNull(check, "check");
    requireNonNull(level, "level");
    requireNonNull(found, "found");
    sql = List.copyOf(sql);
    requireNonNull(remedy, "remedy");
  }
}
