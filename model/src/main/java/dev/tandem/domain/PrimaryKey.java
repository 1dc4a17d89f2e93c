package dev.tandem.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row's primary key: its columns in the order of the key, which orders rows by the first in which
 * they differ.
 *
 * @param parts at least one
 */
public record PrimaryKey(List<KeyPart> parts) implements Comparable<PrimaryKey> {
  /** How long the text of a key can be in the log (contract, section 1). */
  public static final int MOST_CHARACTERS = 16_384;

  public PrimaryKey {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a primary key has at least one column");
    }
  }

  public static PrimaryKey of(KeyPart... parts) {
    return new PrimaryKey(List.of(parts));
  }

  public static PrimaryKey of(long key) {
    return of(KeyPart.of(key));
  }

  public static PrimaryKey text(String key) {
    return of(KeyPart.text(key));
  }

  /**
   * The key in one text, another for every key of the same columns: of one column its text, of
   * several {@code (1,a)}, with a backslash before commas, brackets and backslashes of theirs.
   */
  public String text() {
    return parts.size() == 1
        ? parts.get(0).text()
        : parts.stream()
            .map(part -> part.text().replaceAll("[\\\\,()]", "\\\\$0"))
            .collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public int compareTo(PrimaryKey other) {
    int shared = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < shared; i++) {
      int order = parts.get(i).compareTo(other.parts.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
