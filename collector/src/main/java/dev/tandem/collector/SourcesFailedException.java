package dev.tandem.collector;

/** Some of several sources have failed. The message names each, with its own message. */
final class SourcesFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SourcesFailedException(String message) {
    super(message);
  }
}
