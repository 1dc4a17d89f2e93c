package dev.tandem.domain;

/** One thing found in a row's XML (contract, section 1). */
public sealed interface FiscalRecord permits Document, Cancellation, OtherRecord {
  /** In the order of rank (contract, section 1: kind). */
  enum Kind {
    DOCUMENT,
    CANCELLATION,
    OTHER
  }

  Kind kind();

  /**
   * The access key it is about; empty text where it names none of the shape {@link AccessKey}
   * wants.
   */
  String accessKey();
}
