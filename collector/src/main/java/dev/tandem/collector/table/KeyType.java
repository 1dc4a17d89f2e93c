package dev.tandem.collector.table;

import dev.tandem.domain.PrimaryKey;
import java.util.Map;
import java.util.Optional;

/** The types a key column can have: those whose text is the same however the row is read. */
public enum KeyType {
  NUMBER(PrimaryKey.Type.NUMBER),
  TEXT(PrimaryKey.Type.TEXT),
  /** {@code character(n)}: the blanks at its end mean nothing. */
  PADDED_TEXT(PrimaryKey.Type.TEXT);

  /** What is said of them in messages. */
  static final String NAMES =
      "smallint, integer, bigint, numeric, uuid, text, character varying or character";

  private static final Map<String, KeyType> BY_TYPE =
      Map.of(
          "int2", NUMBER,
          "int4", NUMBER,
          "int8", NUMBER,
          "numeric", NUMBER,
          "uuid", TEXT,
          "text", TEXT,
          "varchar", TEXT,
          "bpchar", PADDED_TEXT);

  private final PrimaryKey.Type type;

  KeyType(PrimaryKey.Type type) {
    this.type = type;
  }

  static Optional<KeyType> of(String typeName) {
    return Optional.ofNullable(BY_TYPE.get(typeName));
  }

  /**
   * A key from the text PostgreSQL prints.
   *
   * @throws TableException for what has no place among numbers, such as NaN
   */
  public PrimaryKey key(String text) {
    try {
      return new PrimaryKey(type, this == PADDED_TEXT ? withoutBlanks(text) : text);
    } catch (IllegalArgumentException e) {
      throw new TableException(
          "a row has the key " + text + ", which is no number: name another --key-column", e);
    }
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
