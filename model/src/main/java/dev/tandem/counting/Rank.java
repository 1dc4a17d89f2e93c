package dev.tandem.counting;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.Row;
import java.util.Comparator;

/**
 * A capture's place in the total order that decides which copy counts (contract, section 1):
 * arrival, row, position, digest, kind, ordinal. The lowest wins.
 */
public record Rank(
    long arrivedMs, Row row, long position, Digest digest, FiscalRecord.Kind kind, int ordinal)
    implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparingLong(Rank::arrivedMs)
          .thenComparing(Rank::row)
          .thenComparingLong(Rank::position)
          .thenComparing(Rank::digest)
          .thenComparing(Rank::kind)
          .thenComparingInt(Rank::ordinal);

  public static Rank of(Capture capture) {
    return new Rank(
        capture.arrivedMs(),
        capture.row(),
        capture.position(),
        capture.digest(),
        capture.record().kind(),
        capture.ordinal());
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /**
   * 64 bits of the capture's identity: row, digest, kind, ordinal (contract, section 1). Arrival
   * and position are no part of it: what is captured again is a redelivery, wherever it stood.
   */
  public long identity() {
    return Fingerprint.of(
        row.source(),
        row.table(),
        row.key().text(),
        digest.toString(),
        kind.name(),
        Integer.toString(ordinal));
  }
}
