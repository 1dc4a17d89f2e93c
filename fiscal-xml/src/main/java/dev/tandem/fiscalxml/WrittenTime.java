package dev.tandem.fiscalxml;

import dev.tandem.domain.FederalUnit;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A time as a document writes it, and what it is taken for (domain sheet, section 7).
 *
 * <ul>
 *   <li>{@code 2018-08-16T16:28:18-03:00}: an instant. Fractions, {@code Z} and {@code -00:00},
 *       which the layouts do not allow, are understood.
 *   <li>{@code 2016-03-10T15:25:59}: at that date's offset in the zone of the state. Of an hour
 *       that the end of summer time repeats it is the second, as PostgreSQL's {@code AT TIME ZONE}
 *       has it; of one that its start leaves out, an hour later.
 *   <li>{@code 2013-10-18}: noon of that day in the zone of the state.
 * </ul>
 *
 * @param instantMs epoch milliseconds, or {@link Times#ABSENT}
 * @param localMs as written, read as if it were UTC; or {@link Times#ABSENT}
 */
record WrittenTime(long instantMs, long localMs, TimePrecision precision) {
  static final WrittenTime NONE = new WrittenTime(Times.ABSENT, Times.ABSENT, TimePrecision.NONE);

  /** For a record that names no state: the zone of most issuers. */
  private static final ZoneId DEFAULT_ZONE = FederalUnit.SP.zone();

  private static final int DATE_LENGTH = 10;
  private static final int NOON_MS = 12 * 3_600_000;
  private static final int MAX_OFFSET_HOURS = 14;

  /** {@link #NONE} where the text is no time, or of no year from 1900 to 2999. */
  static WrittenTime parse(String text, Optional<FederalUnit> state) {
    return new Parser(text).parse(state.map(FederalUnit::zone).orElse(DEFAULT_ZONE));
  }

  boolean isPresent() {
    return precision != TimePrecision.NONE;
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    WrittenTime parse(ZoneId zone) {
      long dayMs = date();
      if (!Times.isPresent(dayMs)) {
        return NONE;
      }
      if (text.length() == DATE_LENGTH) {
        long noonMs = dayMs + NOON_MS;
        return new WrittenTime(inZone(noonMs, zone), noonMs, TimePrecision.DATE);
      }
      long timeMs = time();
      if (timeMs < 0) {
        return NONE;
      }
      long localMs = dayMs + timeMs;
      if (at == text.length()) {
        return new WrittenTime(inZone(localMs, zone), localMs, TimePrecision.LOCAL);
      }
      long offsetMs = offset();
      return at != text.length() || !Times.isPresent(offsetMs)
          ? NONE
          : new WrittenTime(localMs - offsetMs, localMs, TimePrecision.INSTANT);
    }

    /** {@code yyyy-MM-dd} in epoch milliseconds. */
    private long date() {
      int year = digits(4);
      boolean dashes = skip('-');
      int month = digits(2);
      dashes &= skip('-');
      int day = digits(2);
      boolean valid =
          dashes
              && year >= 1900
              && year <= 2999
              && month >= 1
              && month <= 12
              && day >= 1
              && day <= YearMonth.of(year, month).lengthOfMonth();
      return valid
          ? LocalDateTime.of(year, month, day, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli()
          : Times.ABSENT;
    }

    /** {@code 'T'HH:mm[:ss[.f]]} in milliseconds of the day, or -1. */
    private long time() {
      boolean marks = skip('T');
      int hour = digits(2);
      marks &= skip(':');
      int minute = digits(2);
      int second = skip(':') ? digits(2) : 0;
      if (!marks || outside(hour, 23) || outside(minute, 59) || outside(second, 59)) {
        return -1;
      }
      int millis = skip('.') ? fraction() : 0;
      return millis < 0 ? -1 : ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    /** Milliseconds, any further digits cut off; -1 where there is no digit. */
    private int fraction() {
      int from = at;
      int millis = 0;
      while (at < text.length() && isDigit(text.charAt(at))) {
        if (at - from < 3) {
          millis = millis * 10 + text.charAt(at) - '0';
        }
        at++;
      }
      for (int read = at - from; read < 3; read++) {
        millis *= 10;
      }
      return at == from ? -1 : millis;
    }

    /** {@code Z} or {@code ±HH[:mm]} in milliseconds. */
    private long offset() {
      if (skip('Z')) {
        return 0;
      }
      boolean west = skip('-');
      if (!west && !skip('+')) {
        return Times.ABSENT;
      }
      int hours = digits(2);
      int minutes = skip(':') ? digits(2) : 0;
      if (outside(hours, MAX_OFFSET_HOURS) || outside(minutes, 59)) {
        return Times.ABSENT;
      }
      long offsetMs = (hours * 60L + minutes) * 60_000;
      return west ? -offsetMs : offsetMs;
    }

    /** So many digits as a number, or -1. */
    private int digits(int count) {
      int number = 0;
      for (int i = 0; i < count; i++, at++) {
        if (at >= text.length() || !isDigit(text.charAt(at))) {
          return -1;
        }
        number = number * 10 + text.charAt(at) - '0';
      }
      return number;
    }

    private boolean skip(char c) {
      boolean there = at < text.length() && text.charAt(at) == c;
      if (there) {
        at++;
      }
      return there;
    }

    private static boolean outside(int value, int highest) {
      return value < 0 || value > highest;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static long inZone(long localMs, ZoneId zone) {
      LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(localMs), ZoneOffset.UTC);
      return ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toInstant().toEpochMilli();
    }
  }
}
