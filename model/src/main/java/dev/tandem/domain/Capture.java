package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * One thing found in one version of a row's XML (contract, section 1).
 *
 * @param position LSN of the change, 0 for the snapshot
 * @param digest of the row's XML
 * @param ordinal of the thing among those found in the row, from 0 in document order
 * @param arrivedMs when the row arrived, epoch milliseconds; in range where it comes from the log
 * @param arrivalAssumed the arrival column was named but null, infinite or out of range, so commit
 *     or slot time stands in
 */
public record Capture(
    Row row,
    long position,
    Digest digest,
    int ordinal,
    long arrivedMs,
    boolean arrivalAssumed,
    FiscalRecord record)
    implements LogEntry {

  public Capture {
    requireNonNull(row, "row");
    requireNonNull(digest, "digest");
    requireNonNull(record, "record");
    if (ordinal < 0) {
      throw new IllegalArgumentException(
          "an ordinal must be >= 0: ordinal=" + ordinal + ", row=" + row);
    }
    if (!Times.isPresent(arrivedMs)) {
      throw new IllegalArgumentException("a capture has an arrival: row=" + row);
    }
  }

  /** The key of the log: the access key, or the row where the record names none. */
  public String key() {
    return record.accessKey().isEmpty() ? row.toString() : record.accessKey();
  }
}
