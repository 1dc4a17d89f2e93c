package dev.tandem.collector.table;

import java.util.List;

/**
 * The table, its columns or its publication are not what the collector needs. The message names
 * what was found, the option or SQL that mends it; it is fit to be shown to a user without the
 * stack trace.
 */
public final class TableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> sql;

  public TableException(String message) {
    super(message);
    this.sql = List.of();
  }

  public TableException(String message, Throwable cause) {
    super(message, cause);
    this.sql = List.of();
  }

  /**
   * Something that SQL can mend.
   *
   * @param sql what mends it, one statement each
   */
  TableException(String message, List<String> sql) {
    super(message);
    this.sql = List.copyOf(sql);
  }

  /** The statements that mend it; none where it takes something else. */
  public List<String> sql() {
    return sql;
  }
}
