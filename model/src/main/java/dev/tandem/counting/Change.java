package dev.tandem.counting;

/**
 * A contribution said, or taken back.
 *
 * @param sign +1 or -1
 */
public record Change(int sign, Contribution contribution) {
  public Change {
    if (sign != 1 && sign != -1) {
      throw new IllegalArgumentException("a sign is 1 or -1: sign=" + sign);
    }
  }
}
