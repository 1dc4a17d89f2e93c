package dev.tandem.localstack.generator;

/**
 * All that one event says.
 *
 * @param about the document it is about
 * @param sequence {@code nSeqEvento}
 * @param production every {@code tpAmb} is 1
 * @param happened {@code dhEvento}; of an old receipt nothing but a time before the answer
 * @param registered {@code dhRegEvento}, of an old receipt {@code dhRecbto}; absent without answer
 */
record EventSpec(
    EventKind kind,
    DocumentSpec about,
    int sequence,
    boolean production,
    IssueTime happened,
    IssueTime registered) {

  boolean cancels() {
    return kind.cancels(about.model());
  }

  /** Registered where the answer says when, else when it happened. */
  IssueTime effective() {
    return registered.instant().isPresent() ? registered : happened;
  }

  /** Who sent it. */
  String author() {
    return kind.type().startsWith("21") ? about.recipient().element() : about.issuer().element();
  }
}
