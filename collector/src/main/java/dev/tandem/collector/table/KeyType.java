package dev.tandem.collector.table;

import dev.tandem.domain.KeyPart;
import java.util.Map;
import java.util.Optional;

/** The types a key column can have: those whose text is the same however the row is read. */
public enum KeyType {
  NUMBER(KeyPart.Type.NUMBER),
  TEXT(KeyPart.Type.TEXT),
  /** {@code character(n)}: the blanks at its end mean nothing. */
  PADDED_TEXT(KeyPart.Type.TEXT),
  DATE(KeyPart.Type.TIME),
  /** {@code timestamp without time zone}, read as UTC. */
  LOCAL_TIME(KeyPart.Type.TIME),
  /** {@code timestamp with time zone}. */
  INSTANT(KeyPart.Type.TIME);

  /** What is said of them in messages. */
  public static final String NAMES =
      "smallint, integer, bigint, numeric, uuid, text, character varying, character, date, or"
          + " timestamp with or without time zone";

  private static final Map<String, KeyType> BY_TYPE =
      Map.ofEntries(
          Map.entry("int2", NUMBER),
          Map.entry("int4", NUMBER),
          Map.entry("int8", NUMBER),
          Map.entry("numeric", NUMBER),
          Map.entry("uuid", TEXT),
          Map.entry("text", TEXT),
          Map.entry("varchar", TEXT),
          Map.entry("bpchar", PADDED_TEXT),
          Map.entry("date", DATE),
          Map.entry("timestamp", LOCAL_TIME),
          Map.entry("timestamptz", INSTANT));

  private final KeyPart.Type type;

  KeyType(KeyPart.Type type) {
    this.type = type;
  }

  /** The type of that name in the catalog. */
  public static Optional<KeyType> of(String typeName) {
    return Optional.ofNullable(BY_TYPE.get(typeName));
  }

  /** Whether it is a point in time. */
  public boolean isTime() {
    return type == KeyPart.Type.TIME;
  }

  /**
   * A column's value from the text PostgreSQL prints.
   *
   * @throws TableException for what has no place among numbers, such as NaN
   */
  public KeyPart printed(String text) {
    return part(
        switch (this) {
          case PADDED_TEXT -> withoutBlanks(text);
          case DATE, LOCAL_TIME, INSTANT -> KeyTimes.ofPrinted(text);
          default -> text;
        });
  }

  /**
   * A column's value from its one text.
   *
   * @throws TableException for what has no place among numbers, such as NaN
   */
  public KeyPart part(String text) {
    try {
      return new KeyPart(type, text);
    } catch (IllegalArgumentException e) {
      throw new TableException(
          "a row has the key " + text + ", which is no number: name other --key-columns", e);
    }
  }

  /** A column's value as SQL reads it. */
  String literal(KeyPart part) {
    return isTime() ? KeyTimes.literal(part.text()) : Sql.literal(part.text());
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
