package dev.tandem.service;

/**
 * What one client can take of a server.
 *
 * @param connections at most; one more takes the place of the one that has waited longest for its
 *     next request
 * @param headerMs in which a request's line and headers must have come
 * @param bodyMs in which its body must have come
 * @param bodyBytes at most
 * @param answerMs in which an answer must have been made and read
 * @param writeMs in which each piece of an event stream must have been read
 * @param idleMs for which a connection is kept without a request
 */
public record HttpLimits(
    int connections,
    long headerMs,
    long bodyMs,
    int bodyBytes,
    long answerMs,
    long writeMs,
    long idleMs) {
  /** What the programs go by. */
  public static final HttpLimits STANDARD =
      new HttpLimits(1_024, 10_000, 10_000, 64 << 10, 60_000, 10_000, 30_000);
}
