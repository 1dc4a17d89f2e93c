package dev.tandem.beam.dataflow;

/** Something the user can mend before anything is uploaded: names option, value and remedy. */
public final class DataflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataflowException(String message) {
    super(message);
  }

  public DataflowException(String message, Throwable cause) {
    super(message, cause);
  }
}
