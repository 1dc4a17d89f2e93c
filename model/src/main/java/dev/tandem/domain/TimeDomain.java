package dev.tandem.domain;

/** Which of a contribution's times a metric counts by (contract, section 1). */
public enum TimeDomain {
  /** When the document was issued, as an instant. */
  ISSUED("issued"),
  /** When the document was issued, as written: its local date-time read as if it were UTC. */
  ISSUED_LOCAL("issued-local"),
  /** When the tax authority registered the document, or its cancellation. */
  REGISTERED("registered"),
  /** When the row arrived. */
  ARRIVED("arrived");

  private final String text;

  TimeDomain(String text) {
    this.text = text;
  }

  /** As a spec writes it. */
  public String text() {
    return text;
  }
}
