package dev.tandem.collector.stream;

/**
 * The change stream cannot go on. The message says why and what to do; it is fit to be shown to a
 * user without the stack trace.
 */
public final class StreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamException(String message) {
    super(message);
  }

  StreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
