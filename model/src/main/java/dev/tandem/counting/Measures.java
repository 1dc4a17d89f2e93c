package dev.tandem.counting;

/**
 * The four measures, added up. Money is cents. Net figures are derived, so nothing is hidden and in
 * an answer no measure is negative; in a change all may be.
 */
public record Measures(long documents, long value, long cancelled, long cancelledValue) {
  public static final Measures ZERO = new Measures(0, 0, 0, 0);

  public Measures plus(Measures other) {
    return new Measures(
        documents + other.documents,
        value + other.value,
        cancelled + other.cancelled,
        cancelledValue + other.cancelledValue);
  }

  public Measures negate() {
    return new Measures(-documents, -value, -cancelled, -cancelledValue);
  }

  public boolean isZero() {
    return documents == 0 && value == 0 && cancelled == 0 && cancelledValue == 0;
  }

  public long netDocuments() {
    return documents - cancelled;
  }

  public long netValue() {
    return value - cancelledValue;
  }
}
