package dev.tandem.beam.worker;

/** Worker settings that cannot be read or taken: names file, setting and remedy, never a value. */
public final class WorkerSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkerSettingsException(String message) {
    super(message);
  }

  WorkerSettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
