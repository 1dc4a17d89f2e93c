package dev.tandem.counting;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /**
   * Whether the dimension can have a value at all, so that a filter that never holds is found at
   * start.
   */
  public boolean canBe(String value) {
    return value.isEmpty() || shapeOf().matcher(value).matches();
  }

  /** What its values look like, for messages. */
  public String shape() {
    return text + " is empty or like " + shapeOf().pattern();
  }

  private Pattern shapeOf() {
    return switch (this) {
      case ISSUER -> Shapes.TAX_ID;
      case ISSUER_ROOT, RECIPIENT_ROOT -> Shapes.ROOT;
      case ISSUER_TYPE -> Shapes.TAX_ID_TYPE;
      case STATE -> Shapes.STATE;
      case MODEL -> Shapes.MODEL;
      case LAYOUT -> Shapes.LAYOUT;
      case OPERATION, PURPOSE, EMISSION -> Shapes.CODE;
      case DELAY -> Shapes.DELAY;
    };
  }

  private static final class Shapes {
    static final Pattern TAX_ID = Pattern.compile("[0-9A-Z]{12}[0-9]{2}|[0-9]{11}");
    static final Pattern ROOT = Pattern.compile("[0-9A-Z]{8}");
    static final Pattern TAX_ID_TYPE = Pattern.compile("CNPJ|CPF");
    static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    static final Pattern MODEL = Pattern.compile("[0-9]{2}");
    static final Pattern LAYOUT = Pattern.compile("[0-9]{1,2}\\.[0-9]{2}");
    static final Pattern CODE = Pattern.compile("[0-9]{1,2}");
    static final Pattern DELAY = Pattern.compile(String.join("|", DelayBucket.texts()));

    private Shapes() {}
  }

  private static String issuerType(Facts facts) {
    return facts.issuer().type() == TaxId.Type.NONE ? "" : facts.issuer().type().name();
  }
}
