package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Facts;
import org.apache.avro.SchemaNormalization;

/** 64 bits that stand for a document's facts where only their equality is asked. */
final class FactsFingerprint {
  private FactsFingerprint() {}

  /** Never 0, which says "no facts". */
  static long of(Facts facts) {
    String text =
        String.join(
            "\n",
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
    long fingerprint = SchemaNormalization.fingerprint64(text.getBytes(UTF_8));
    return fingerprint == SeenIdentities.NO_FACTS ? 1 : fingerprint;
  }
}
