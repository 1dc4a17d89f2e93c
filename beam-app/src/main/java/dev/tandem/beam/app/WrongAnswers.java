package dev.tandem.beam.app;

/** A run whose answers are wrong: exit code 1, and its message says what is known. */
final class WrongAnswers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongAnswers(String message) {
    super(message);
  }
}
