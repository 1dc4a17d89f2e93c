package dev.tandem.counting;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;

/**
 * What a key adds to the metrics: its count, or its uncount, with the winner's facts (contract,
 * section 2). Times are epoch milliseconds or {@link Times#ABSENT}.
 *
 * @param registeredMs of a count the document's, of an uncount the cancellation's
 * @param arrivedMs of a count the winner's arrival, of an uncount the later of the two
 * @param documentArrivedMs the winner's arrival
 */
public record Contribution(
    Kind kind,
    String accessKey,
    Facts facts,
    long registeredMs,
    long arrivedMs,
    long documentArrivedMs) {

  /** Count or uncount. */
  public enum Kind {
    COUNT,
    UNCOUNT
  }

  static Contribution count(String accessKey, Winner winner) {
    long arrivedMs = winner.rank().arrivedMs();
    return new Contribution(
        Kind.COUNT, accessKey, winner.facts(), winner.facts().registeredMs(), arrivedMs, arrivedMs);
  }

  static Contribution uncount(String accessKey, Winner winner, AcceptedCancellation cancellation) {
    long arrivedMs = winner.rank().arrivedMs();
    return new Contribution(
        Kind.UNCOUNT,
        accessKey,
        winner.facts(),
        // A key never uncounts in a metric in which its document does not count.
        Times.isPresent(winner.facts().registeredMs()) ? cancellation.registeredMs() : Times.ABSENT,
        Math.max(arrivedMs, cancellation.rank().arrivedMs()),
        arrivedMs);
  }

  /**
   * The event time in a domain, or {@link Times#ABSENT}: then it contributes to no metric of that
   * domain.
   */
  public long timeMs(TimeDomain domain) {
    return switch (domain) {
      case ISSUED -> facts.issuedMs();
      case ISSUED_LOCAL -> facts.issuedLocalMs();
      case REGISTERED -> registeredMs;
      case ARRIVED -> arrivedMs;
    };
  }

  /** How long after its issue the document arrived, or {@link Times#ABSENT}. */
  public long delayMs() {
    return Times.isPresent(facts.issuedMs()) ? documentArrivedMs - facts.issuedMs() : Times.ABSENT;
  }

  public Measures measures() {
    return kind == Kind.COUNT
        ? new Measures(1, facts.valueCents(), 0, 0)
        : new Measures(0, 0, 1, facts.valueCents());
  }
}
