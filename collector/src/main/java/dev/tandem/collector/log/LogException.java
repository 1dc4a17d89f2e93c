package dev.tandem.collector.log;

/**
 * The broker could not be reached, refused, or its topics are not what the contract wants. The
 * message names the topic, what was found and the remedy; it is fit to be shown to a user without
 * the stack trace.
 */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogException(String message) {
    super(message);
  }

  public LogException(String message, Throwable cause) {
    super(message, cause);
  }
}
