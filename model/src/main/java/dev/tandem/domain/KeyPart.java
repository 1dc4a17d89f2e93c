package dev.tandem.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A column of a row's primary key as text, with the order its SQL type gives it: numbers by value,
 * times by instant between the infinities, everything else (uuid, text under collation "C") by its
 * UTF-8 bytes. Numbers of equal value are ordered by their texts ({@code 7} before {@code 7.0}), so
 * that the order is total.
 */
public record KeyPart(Type type, String text) implements Comparable<KeyPart> {
  /** What orders it. */
  public enum Type {
    NUMBER,
    TEXT,
    /** {@code 2026-03-01T10:20:30.123456Z}, {@code infinity} or {@code -infinity}. */
    TIME
  }

  public static final String INFINITY = "infinity";
  public static final String MINUS_INFINITY = "-infinity";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern TIME =
      Pattern.compile("[-+]?[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z");

  public KeyPart {
    requireNonNull(type, "type");
    requireNonNull(text, "text");
    if (type == Type.NUMBER && !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("a numeric primary key is a decimal number: key=" + text);
    }
    if (type == Type.TIME && !isInfinite(text) && !isTime(text)) {
      throw new IllegalArgumentException(
          "a time in a primary key is an instant in UTC with microseconds: key=" + text);
    }
  }

  public static KeyPart of(long key) {
    return new KeyPart(Type.NUMBER, Long.toString(key));
  }

  public static KeyPart text(String key) {
    return new KeyPart(Type.TEXT, key);
  }

  private static boolean isInfinite(String text) {
    return text.equals(INFINITY) || text.equals(MINUS_INFINITY);
  }

  @Override
  public int compareTo(KeyPart other) {
    if (type != other.type) {
      return type.compareTo(other.type);
    }
    int byValue =
        switch (type) {
          case NUMBER -> compareNumbers(text, other.text);
          case TIME -> time(text).compareTo(time(other.text));
          case TEXT -> 0;
        };
    return byValue != 0 ? byValue : compareUtf8(text, other.text);
  }

  private static int compareNumbers(String a, String b) {
    return isSmallInteger(a) && isSmallInteger(b)
        ? Long.compare(Long.parseLong(a), Long.parseLong(b))
        : new BigDecimal(a).compareTo(new BigDecimal(b));
  }

  private static boolean isTime(String text) {
    if (!TIME.matcher(text).matches()) {
      return false;
    }
    try {
      Instant unused = Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Instant time(String text) {
    return switch (text) {
      case INFINITY -> Instant.MAX;
      case MINUS_INFINITY -> Instant.MIN;
      default -> Instant.parse(text);
    };
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
