package dev.tandem.collector;

/** An option has a value that cannot be meant. The message names option, value and remedy. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
