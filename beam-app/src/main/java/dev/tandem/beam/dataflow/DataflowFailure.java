package dev.tandem.beam.dataflow;

/** What Google answered instead of doing what was asked: no option says it. */
public final class DataflowFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataflowFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
