package dev.tandem.counting;

/** What became of a capture: exactly one of these (contract, sections 2 and 7). */
public enum QualityClass {
  /** Captured before with the same identity. */
  REDELIVERY("redelivery"),
  /** A cancellation, accepted or not. */
  CANCELLATION("cancellation"),
  /** Some other fiscal record. */
  OTHER("other"),
  /** A document that may not count; the reason says why. */
  NOT_COUNTABLE("not-countable"),
  /** The winner of its key. */
  COUNTED("counted"),
  /** A countable document with the same facts as the winner. */
  DUPLICATE("duplicate"),
  /** A countable document with other facts than the winner. */
  CONFLICT("conflict"),
  /** Its key has more captures than the ledger remembers. */
  UNCLASSIFIED("unclassified");

  private final String text;

  QualityClass(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /**
   * By its text.
   *
   * @throws IllegalArgumentException for a text not in the list
   */
  public static QualityClass named(String text) {
    for (QualityClass qualityClass : values()) {
      if (qualityClass.text.equals(text)) {
        return qualityClass;
      }
    }
    throw new IllegalArgumentException("not a quality class: " + text);
  }
}
