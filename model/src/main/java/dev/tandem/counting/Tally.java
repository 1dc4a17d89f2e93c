package dev.tandem.counting;

/**
 * The answer for a metric, dimension values and window, in its three parts (contract, section 5).
 */
public record Tally(Measures live, Measures late, Measures expired) {
  public static final Tally ZERO = new Tally(Measures.ZERO, Measures.ZERO, Measures.ZERO);

  /** Adds to the part that a verdict names. */
  public Tally plus(Verdict verdict, Measures measures) {
    return switch (verdict) {
      case LIVE -> new Tally(live.plus(measures), late, expired);
      case LATE -> new Tally(live, late.plus(measures), expired);
      case EXPIRED -> new Tally(live, late, expired.plus(measures));
    };
  }

  public Tally plus(Tally other) {
    return new Tally(live.plus(other.live), late.plus(other.late), expired.plus(other.expired));
  }

  public Measures total() {
    return live.plus(late).plus(expired);
  }

  /** A window in which every part is zero equals an absent one. */
  public boolean isZero() {
    return live.isZero() && late.isZero() && expired.isZero();
  }
}
