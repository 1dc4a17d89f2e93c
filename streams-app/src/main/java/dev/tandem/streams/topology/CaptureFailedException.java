package dev.tandem.streams.topology;

/** A capture cannot be counted, and the application was told to stop then. */
public final class CaptureFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param position {@code topic-partition@offset}
   */
  CaptureFailedException(String position, RuntimeException cause) {
    super(
        "the capture at "
            + position
            + " cannot be counted: "
            + cause
            + ". Nothing of it was counted. Start again with --on-error=dead-letter to send it to"
            + " captures-rejected and go on.",
        cause);
  }
}
