package dev.tandem.collector.rows;

/** How much has been taken in so far. Thread-safe. */
public interface RowCounts {
  /** Versions of rows, rejected ones included. */
  long rows();

  /** Those of them that could not be read. */
  long rejected();
}
