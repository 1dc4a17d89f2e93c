package dev.tandem.collector.database;

/**
 * The database could not be reached, refused, or is not set up as the collector needs it. The
 * message names what was wanted, where, and the remedy; it is fit to be shown to a user without the
 * stack trace.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean connectionLost;

  public DatabaseException(String message) {
    super(message);
    this.connectionLost = false;
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
    this.connectionLost = false;
  }

  DatabaseException(String message, Throwable cause, boolean connectionLost) {
    super(message, cause);
    this.connectionLost = connectionLost;
  }

  /** Something that another try, on connections made anew, may not meet. */
  public static DatabaseException passing(String message) {
    return new DatabaseException(message, null, true);
  }

  /** Whether the server could not be reached or went away, so that trying again may help. */
  public boolean connectionLost() {
    return connectionLost;
  }
}
