package dev.tandem.parity.laws;

/**
 * One thing in which an opinion is not the reference's.
 *
 * @param log its number in the batch
 * @param where window and part, or quality
 */
public record Difference(
    long seed, int log, String opinion, String where, String expected, String found) {
  @Override
  public String toString() {
    return "seed %d, log %d: %s differs in %s: expected %s, found %s"
        .formatted(seed, log, opinion, where, expected, found);
  }
}
