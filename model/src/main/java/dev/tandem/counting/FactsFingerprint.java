package dev.tandem.counting;

import dev.tandem.domain.Facts;

/** 64 bits that stand for a document's facts where only their equality is asked. */
final class FactsFingerprint {
  private FactsFingerprint() {}

  /** Never one of the values that {@link SeenIdentities} keeps in the place of a fingerprint. */
  static long of(Facts facts) {
    long fingerprint =
        Fingerprint.of(
            facts.model(),
            facts.issuer().type().name(),
            facts.issuer().text(),
            facts.recipientRoot(),
            facts.state(),
            facts.layout(),
            facts.operation(),
            facts.purpose(),
            facts.emission(),
            Long.toString(facts.valueCents()),
            Long.toString(facts.issuedMs()),
            Long.toString(facts.issuedLocalMs()),
            facts.precision().name(),
            Long.toString(facts.registeredMs()));
    return fingerprint == SeenIdentities.NO_FACTS || fingerprint == SeenIdentities.FUTURE
        ? ~fingerprint
        : fingerprint;
  }
}
