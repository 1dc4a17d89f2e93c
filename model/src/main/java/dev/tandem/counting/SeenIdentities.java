package dev.tandem.counting;

import dev.tandem.domain.Facts;
import java.util.Arrays;

/**
 * The identities of the captures seen for a key, each with the fingerprint of its facts where it is
 * a countable document (contract, section 2: redelivery, and duplicate or conflict, which are told
 * again when the winner changes). At most {@value #LIMIT}; what comes later and is not among them
 * is unclassified. Immutable.
 */
public final class SeenIdentities {
  public static final int LIMIT = 256;
  public static final SeenIdentities NONE = new SeenIdentities(new long[0], new long[0]);

  /** In the place of a fingerprint: the capture is no countable document. */
  static final long NO_FACTS = 0;

  private final long[] identities;
  private final long[] factsOf;

  private SeenIdentities(long[] identities, long[] factsOf) {
    this.identities = identities;
    this.factsOf = factsOf;
  }

  /** From the two lists that {@link #identities()} and {@link #factsFingerprints()} gave. */
  public static SeenIdentities of(long[] identities, long[] factsFingerprints) {
    if (identities.length != factsFingerprints.length || identities.length > LIMIT) {
      throw new IllegalArgumentException(
          "as many fingerprints as identities, at most "
              + LIMIT
              + ": identities="
              + identities.length
              + ", fingerprints="
              + factsFingerprints.length);
    }
    return identities.length == 0
        ? NONE
        : new SeenIdentities(identities.clone(), factsFingerprints.clone());
  }

  public long[] identities() {
    return identities.clone();
  }

  public long[] factsFingerprints() {
    return factsOf.clone();
  }

  public int size() {
    return identities.length;
  }

  boolean contains(long identity) {
    for (long seen : identities) {
      if (seen == identity) {
        return true;
      }
    }
    return false;
  }

  boolean isFull() {
    return identities.length == LIMIT;
  }

  SeenIdentities with(long identity, long factsFingerprint) {
    int n = identities.length;
    long[] moreIdentities = Arrays.copyOf(identities, n + 1);
    long[] moreFacts = Arrays.copyOf(factsOf, n + 1);
    moreIdentities[n] = identity;
    moreFacts[n] = factsFingerprint;
    return new SeenIdentities(moreIdentities, moreFacts);
  }

  /**
   * The class of the i-th capture seen, under a winner; null-free: a capture that is no document
   * has no such class.
   */
  boolean isDocument(int i) {
    return factsOf[i] != NO_FACTS;
  }

  QualityClass classUnder(Winner winner, int i) {
    if (identities[i] == winner.rank().identity()) {
      return QualityClass.COUNTED;
    }
    return factsOf[i] == fingerprint(winner.facts())
        ? QualityClass.DUPLICATE
        : QualityClass.CONFLICT;
  }

  /** 64 bits of the facts, never {@link #NO_FACTS}. */
  static long fingerprint(Facts facts) {
    return FactsFingerprint.of(facts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeenIdentities that
        && Arrays.equals(identities, that.identities)
        && Arrays.equals(factsOf, that.factsOf);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(identities) + Arrays.hashCode(factsOf);
  }

  @Override
  public String toString() {
    return "SeenIdentities[" + identities.length + "]";
  }
}
