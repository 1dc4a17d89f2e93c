package dev.tandem.collector.table;

import dev.tandem.domain.KeyPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time in a key has one text, however the row is read. */
public final class KeyTimes {
  /** As PostgreSQL prints a date or a timestamp in style ISO and zone UTC. */
  private static final Pattern PRINTED =
      Pattern.compile(
          "(\\d{4,})-(\\d\\d)-(\\d\\d)(?: (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)(?:\\+00)?)?("
              + " BC)?");

  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private KeyTimes() {}

  /**
   * From the text PostgreSQL prints.
   *
   * @throws IllegalArgumentException where it is no such text
   */
  static String ofPrinted(String text) {
    if (text.endsWith(KeyPart.INFINITY)) {
      return text;
    }
    Matcher matcher = PRINTED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no time as PostgreSQL prints it: " + text);
    }
    int year = Integer.parseInt(matcher.group(1));
    LocalDate date =
        LocalDate.of(
            // There is no year 0 before Christ.
            matcher.group(5) == null ? year : 1 - year,
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    LocalTime time =
        matcher.group(4) == null ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(4));
    return of(date.atTime(time).toInstant(ZoneOffset.UTC));
  }

  /** Of an instant, cut to microseconds. */
  public static String of(Instant time) {
    return MICROSECONDS.format(time.truncatedTo(ChronoUnit.MICROS));
  }

  /** As SQL reads it, for a column of any of the types of time. */
  static String literal(String text) {
    if (text.endsWith(KeyPart.INFINITY)) {
      return Sql.literal(text);
    }
    boolean before = text.startsWith("-") || text.startsWith("0000");
    int dash = text.indexOf('-', 1);
    int year = Integer.parseInt(text.substring(0, dash));
    return Sql.literal(
        String.format("%04d", before ? 1 - year : year)
            + text.substring(dash).replace('T', ' ').replace("Z", "+00")
            + (before ? " BC" : ""));
  }
}
