package dev.tandem.fiscalxml;

import dev.tandem.domain.RejectReason;

/** Ends the reading of a row. It never leaves the reader, so it carries no stack trace. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  UnreadableException(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }

  String detail() {
    return getMessage();
  }
}
