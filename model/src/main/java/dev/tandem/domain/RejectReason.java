package dev.tandem.domain;

/**
 * Why a row's XML, or a record of the log, cannot be read. A closed list; the text is what topics
 * and queries show.
 */
public enum RejectReason {
  EMPTY("empty"),
  TOO_LARGE("too-large"),
  TOO_DEEP("too-deep"),
  TOO_MANY_RECORDS("too-many-records"),
  /** A tag longer, or more different names, than any fiscal layout has. */
  TOO_MUCH_MARKUP("too-much-markup"),
  DOCTYPE("doctype"),
  ENCODING("encoding"),
  NOT_WELL_FORMED("not-well-formed"),
  /** Well-formed, but no fiscal record that the domain sheet lists. */
  NOT_FISCAL("not-fiscal"),
  /** Another format, which the detail names: a ZIP archive, PKCS #7, base64 of something. */
  NOT_XML("not-xml"),
  /** Gzip, as a {@code docZip} or elsewhere in the row, that is not gzip of readable XML. */
  BAD_DOC_ZIP("bad-doc-zip"),
  /** Something packed in the row that expands beyond the cap. */
  DOC_ZIP_TOO_LARGE("doc-zip-too-large"),
  /** A fault of the reader, not of the row: to be reported, and the row read again. */
  READER_FAILED("reader-failed"),
  /** A record of the captures log that is not what its schema says. */
  BAD_CAPTURE("bad-capture"),
  /** A capture in a partition that its key does not belong to. */
  WRONG_PARTITION("wrong-partition"),
  /** A capture that can be read and not counted, by a fault of ours or of damaged state. */
  COUNT_FAILED("count-failed");

  private final String text;

  RejectReason(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /**
   * By its text.
   *
   * @throws IllegalArgumentException for a text not in the list
   */
  public static RejectReason named(String text) {
    for (RejectReason reason : values()) {
      if (reason.text.equals(text)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("not a reason of rejection: " + text);
  }
}
