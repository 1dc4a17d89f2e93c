package dev.tandem.localstack.generator;

import java.time.Instant;
import java.util.List;

/**
 * A row for the table of documents.
 *
 * @param id primary key: 1 + the row's index
 * @param xml as characters; a declaration in it may name any encoding
 * @param receivedAt arrival, whole milliseconds
 * @param facts what the row was meant to say, never empty
 */
public record GeneratedRow(long id, String xml, Instant receivedAt, List<Fact> facts) {
  public GeneratedRow {
    facts = List.copyOf(facts);
  }
}
