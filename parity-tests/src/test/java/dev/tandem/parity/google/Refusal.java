package dev.tandem.parity.google;

/** A call that is answered with an error. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether a client that does as the documents say never gets this. */
  boolean isClientsMistake() {
    return status == 400;
  }
}
