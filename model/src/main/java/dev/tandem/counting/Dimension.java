package dev.tandem.counting;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a metric is broken down by. Always the winner's; an absent one is the empty text (contract,
 * section 2).
 */
public enum Dimension {
  ISSUER("issuer"),
  /** The company: the first 8 characters of a CNPJ. */
  ISSUER_ROOT("issuer-root"),
  /** {@code CNPJ}, {@code CPF} or empty. */
  ISSUER_TYPE("issuer-type"),
  RECIPIENT_ROOT("recipient-root"),
  STATE("state"),
  MODEL("model"),
  LAYOUT("layout"),
  /** {@code tpNF}. */
  OPERATION("operation"),
  /** {@code finNFe}. */
  PURPOSE("purpose"),
  /** {@code tpEmis}. */
  EMISSION("emission"),
  /** How long after its issue the document arrived: see {@link DelayBucket}. */
  DELAY("delay");

  private final String text;

  Dimension(String text) {
    this.text = text;
  }

  /** As a spec writes it. */
  public String text() {
    return text;
  }

  public String valueOf(Contribution contribution) {
    Facts facts = contribution.facts();
    return switch (this) {
      case ISSUER -> facts.issuer().text();
      case ISSUER_ROOT -> facts.issuer().root();
      case ISSUER_TYPE -> issuerType(facts);
      case RECIPIENT_ROOT -> facts.recipientRoot();
      case STATE -> facts.state();
      case MODEL -> facts.model();
      case LAYOUT -> facts.layout();
      case OPERATION -> facts.operation();
      case PURPOSE -> facts.purpose();
      case EMISSION -> facts.emission();
      case DELAY -> DelayBucket.of(contribution.delayMs());
    };
  }

  public static Optional<Dimension> named(String text) {
    return Arrays.stream(values()).filter(d -> d.text.equals(text)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Dimension::text).collect(Collectors.joining(", "));
  }

  private static String issuerType(Facts facts) {
    return facts.issuer().type() == TaxId.Type.NONE ? "" : facts.issuer().type().name();
  }
}
