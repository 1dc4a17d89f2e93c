package dev.tandem.collector.table;

/**
 * The table, its columns or its publication are not what the collector needs. The message names
 * what was found, the option or SQL that mends it; it is fit to be shown to a user without the
 * stack trace.
 */
public final class TableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TableException(String message) {
    super(message);
  }

  public TableException(String message, Throwable cause) {
    super(message, cause);
  }
}
