package dev.tandem.counting;

import java.util.Arrays;

/**
 * The identities of the captures seen for a key, each with a mark: the fingerprint of its facts
 * where it is a countable document (contract, section 2: redelivery, and duplicate or conflict,
 * which are told again when the winner changes). At most {@value #LIMIT}; what comes later and is
 * not among them is unclassified. Immutable.
 */
public final class SeenIdentities {
  public static final int LIMIT = 256;
  public static final SeenIdentities NONE = new SeenIdentities(new long[0], new long[0]);

  /** The mark of a capture that is no countable document and will never be one. */
  static final long NO_FACTS = 0;

  /** The mark of a document that was issued too long after it arrived, but may arrive again. */
  static final long FUTURE = 1;

  private final long[] identities;
  private final long[] marks;

  private SeenIdentities(long[] identities, long[] marks) {
    this.identities = identities;
    this.marks = marks;
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

  /** One for each identity: the fingerprint of its facts, or what stands in its place. */
  public long[] factsFingerprints() {
    return marks.clone();
  }

  public int size() {
    return identities.length;
  }

  long identity(int i) {
    return identities[i];
  }

  long mark(int i) {
    return marks[i];
  }

  /** Where an identity is, or -1. */
  int indexOf(long identity) {
    for (int i = 0; i < identities.length; i++) {
      if (identities[i] == identity) {
        return i;
      }
    }
    return -1;
  }

  boolean isFull() {
    return identities.length == LIMIT;
  }

  SeenIdentities with(long identity, long mark) {
    int n = identities.length;
    long[] moreIdentities = Arrays.copyOf(identities, n + 1);
    long[] moreMarks = Arrays.copyOf(marks, n + 1);
    moreIdentities[n] = identity;
    moreMarks[n] = mark;
    return new SeenIdentities(moreIdentities, moreMarks);
  }

  SeenIdentities withMark(int i, long mark) {
    long[] otherMarks = marks.clone();
    otherMarks[i] = mark;
    return new SeenIdentities(identities, otherMarks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeenIdentities that
        && Arrays.equals(identities, that.identities)
        && Arrays.equals(marks, that.marks);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(identities) + Arrays.hashCode(marks);
  }

  @Override
  public String toString() {
    return "SeenIdentities[" + identities.length + "]";
  }
}
