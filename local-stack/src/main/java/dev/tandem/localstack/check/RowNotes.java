package dev.tandem.localstack.check;

import dev.tandem.domain.Document.Flag;
import java.util.Set;

/** What is known of rows beside what SQL finds in them. */
@FunctionalInterface
public interface RowNotes {
  /** What a row is called beside its number, a file's name; empty for nothing. */
  String name(long rowId);

  /** What the collector found odd about a document of a row. */
  default Set<Flag> flags(long rowId, int ordinal) {
    return Set.of();
  }
}
