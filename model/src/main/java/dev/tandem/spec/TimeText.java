package dev.tandem.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Times as a user writes them: a date, which is its start in UTC, or an instant. */
public final class TimeText {
  /** What to give, for messages. */
  public static final String REMEDY =
      "give a date or an instant, such as 2026-07-01 or 2026-07-01T12:00:00Z";

  private static final int DATE_LENGTH = 10;

  private TimeText() {}

  /** Epoch milliseconds, or empty where the text is no time. */
  public static OptionalLong parseMs(String text) {
    try {
      Instant time =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      return OptionalLong.of(time.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
