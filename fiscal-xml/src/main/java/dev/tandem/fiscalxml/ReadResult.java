package dev.tandem.fiscalxml;

import static java.util.Objects.requireNonNull;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import java.util.List;

/** What came of reading one row's XML: all of its records, or why it cannot be read. */
public sealed interface ReadResult {

  /**
   * The records in document order, so that a record's ordinal is its index. Never empty.
   *
   * <p>A document whose own protocol says that it is cancelled is followed directly by that
   * cancellation.
   */
  record Read(List<FiscalRecord> records) implements ReadResult {
    public Read {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("a row that was read holds a record");
      }
    }
  }

  /**
   * The row holds nothing that may be used: a row is read whole or not at all.
   *
   * @param detail line and column, sizes and limits; never content of the document
   */
  record Unreadable(RejectReason reason, String detail) implements ReadResult {
    public Unreadable {
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }
  }
}
