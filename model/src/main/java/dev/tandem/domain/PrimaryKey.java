package dev.tandem.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A row's primary key as text, with the order its SQL type gives it: numbers by value, everything
 * else (uuid, ISO dates, text under collation "C") by its UTF-8 bytes. Numbers of equal value are
 * ordered by their texts ({@code 7} before {@code 7.0}), so that the order is total.
 */
public record PrimaryKey(Type type, String text) implements Comparable<PrimaryKey> {
  /** What orders the key. */
  public enum Type {
    NUMBER,
    TEXT
  }

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  public PrimaryKey {
    requireNonNull(type, "type");
    requireNonNull(text, "text");
    if (type == Type.NUMBER && !NUMBER.matcher(text).matches()) {
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
    int byValue = type == Type.NUMBER ? compareNumbers(text, other.text) : 0;
    return byValue != 0 ? byValue : compareUtf8(text, other.text);
  }

  private static int compareNumbers(String a, String b) {
    return isSmallInteger(a) && isSmallInteger(b)
        ? Long.compare(Long.parseLong(a), Long.parseLong(b))
        : new BigDecimal(a).compareTo(new BigDecimal(b));
  }

  /**
   * The order of PostgreSQL's collation "C": by UTF-8 bytes, which {@link String#compareTo} is not
   * beyond U+FFFF.
   */
  static int compareUtf8(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private static boolean isSmallInteger(String text) {
    return text.length() < 19 && text.indexOf('.') < 0;
  }
}
