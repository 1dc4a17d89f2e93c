package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * What could not be read, for {@code captures-rejected}. Holds no content of the document, so no
 * personal data.
 *
 * @param origin where it was found: a row as {@code source/table/key}, or a position of the log as
 *     {@code topic-partition@offset}
 * @param digest of the row's XML or the record's value, in hex
 * @param detail line and column, sizes and limits
 */
public record Rejection(
    String origin, String digest, RejectReason reason, String detail, long arrivedMs) {
  private static final int MOST_OF_DETAIL = 1_000;

  public Rejection {
    requireNonNull(origin, "origin");
    requireNonNull(digest, "digest");
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
    // What cannot be read may be as large as a record can be, and this must fit into one.
    detail =
        detail.length() > MOST_OF_DETAIL ? detail.substring(0, MOST_OF_DETAIL) + "..." : detail;
  }
}
