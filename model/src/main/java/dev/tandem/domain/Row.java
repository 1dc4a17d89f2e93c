package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * Where a capture comes from: a row of a table of a source, in the order of rank (contract, section
 * 1).
 *
 * @param source the name the collector was given for the database
 * @param table schema and name, as {@code public.fiscal_documents}
 */
public record Row(String source, String table, PrimaryKey key) implements Comparable<Row> {
  public Row {
    requireNonNull(source, "source");
    requireNonNull(table, "table");
    requireNonNull(key, "key");
  }

  @Override
  public int compareTo(Row other) {
    int bySource = KeyPart.compareUtf8(source, other.source);
    if (bySource != 0) {
      return bySource;
    }
    int byTable = KeyPart.compareUtf8(table, other.table);
    return byTable != 0 ? byTable : key.compareTo(other.key);
  }

  /** As a key of the log and in messages: {@code source/table/key}. */
  @Override
  public String toString() {
    return source + '/' + table + '/' + key.text();
  }
}
