package dev.tandem.localstack.launch;

/** Something that keeps Tandem from running here: shown as its message alone. */
final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
