package dev.tandem.beam.state;

/** A state directory that cannot be used as it is; the message says what to do. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StateException(String message) {
    super(message);
  }

  StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
