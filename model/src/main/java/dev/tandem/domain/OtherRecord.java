package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * A fiscal record that changes no count: a correction letter, a manifestation, a summary, a refused
 * cancellation, a document of a model that is not counted.
 *
 * @param type what it is, in lower case with hyphens: {@code correction-letter}, {@code
 *     event-210210}, {@code summary} ...
 * @param accessKey of the document it is about, empty where it names none
 */
public record OtherRecord(String accessKey, String type) implements FiscalRecord {
  public OtherRecord {
    requireNonNull(accessKey, "accessKey");
    requireNonNull(type, "type");
  }

  @Override
  public Kind kind() {
    return Kind.OTHER;
  }
}
