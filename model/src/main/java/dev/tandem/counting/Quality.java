package dev.tandem.counting;

/**
 * A quality class, with the reason where there is one.
 *
 * @param reason a {@link NotCountable}'s text, else empty
 */
public record Quality(QualityClass qualityClass, String reason) implements Comparable<Quality> {
  static Quality of(QualityClass qualityClass) {
    return new Quality(qualityClass, "");
  }

  static Quality of(NotCountable reason) {
    return new Quality(QualityClass.NOT_COUNTABLE, reason.text());
  }

  @Override
  public int compareTo(Quality other) {
    int byClass = qualityClass.compareTo(other.qualityClass);
    return byClass != 0 ? byClass : reason.compareTo(other.reason);
  }
}
