package dev.tandem.beam.sink;

/** A sink that cannot be written to as it is given: the message names it and the remedy. */
public final class SinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SinkException(String message) {
    super(message);
  }

  public SinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
