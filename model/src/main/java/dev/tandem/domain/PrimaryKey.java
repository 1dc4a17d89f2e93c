package dev.tandem.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A row's primary key as text, with the order its SQL type gives it: numbers by value, everything
 * else (uuid, ISO dates, text under collation "C") by its UTF-8 bytes.
 */
public record PrimaryKey(Type type, String text) implements Comparable<PrimaryKey> {
  /** What orders the key. */
  public enum Type {
    NUMBER,
    TEXT
  }

  public PrimaryKey {
    requireNonNull(type, "type");
    requireNonNull(text, "text");
    if (type == Type.NUMBER && !isNumber(text)) {
      throw new IllegalArgumentException("a numeric primary key is a decimal number: key=" + text);
    }
  }

  public static PrimaryKey of(long key) {
    return new PrimaryKey(Type.NUMBER, Long.toString(key));
  }

  public static PrimaryKey text(String key) {
    return new PrimaryKey(Type.TEXT, key);
  }

  @Override
  public int compareTo(PrimaryKey other) {
    if (type != other.type) {
      return type.compareTo(other.type);
    }
    if (type == Type.TEXT) {
      return compareUtf8(text, other.text);
    }
    if (text.length() < 19
        && other.text.length() < 19
        && isInteger(text)
        && isInteger(other.text)) {
      return Long.compare(Long.parseLong(text), Long.parseLong(other.text));
    }
    return new BigDecimal(text).compareTo(new BigDecimal(other.text));
  }

  /**
   * The order of PostgreSQL's collation "C": by UTF-8 bytes, which {@link String#compareTo} is not
   * beyond U+FFFF.
   */
  static int compareUtf8(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static boolean isInteger(String text) {
    return text.indexOf('.') < 0;
  }
}
