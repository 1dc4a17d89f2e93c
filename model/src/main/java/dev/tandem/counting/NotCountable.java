package dev.tandem.counting;

/**
 * Why a document is not countable (contract, section 2), in the order in which the reasons are
 * looked for.
 */
public enum NotCountable {
  /** It has no access key of the right shape, so nothing says which document it is. */
  NO_ACCESS_KEY("no-access-key"),
  /** It has no protocol of its own. */
  NO_PROTOCOL("no-protocol"),
  /** Its protocol says something else than authorised or cancelled after authorisation. */
  NOT_AUTHORISED("not-authorised"),
  /** Some {@code tpAmb} in its record is not 1. */
  NOT_PRODUCTION("not-production"),
  /** A time of its issue is out of range (contract, section 1). */
  TIME_OUT_OF_RANGE("time-out-of-range"),
  /** It was issued more than {@code maxFuture} after it arrived. */
  FUTURE("future");

  private final String text;

  NotCountable(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
