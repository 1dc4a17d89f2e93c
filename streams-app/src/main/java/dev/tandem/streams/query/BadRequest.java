package dev.tandem.streams.query;

/**
 * A question that cannot be answered as asked: names the parameter, its value and what to give
 * instead.
 */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequest(String parameter, String value, String remedy) {
    super(parameter + " = " + value + ": " + remedy);
  }
}
