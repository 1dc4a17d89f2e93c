package dev.tandem.localstack.generator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A time as a document writes it, and what is meant by it (domain sheet, section 7): without an
 * offset it is read in the state's zone, without a time of day at 12:00 there.
 *
 * @param text as written; empty where it is absent
 * @param local as written, without its offset
 * @param instant what it means
 */
record IssueTime(
    Precision precision, String text, Optional<LocalDateTime> local, Optional<Instant> instant) {

  enum Precision {
    OFFSET,
    LOCAL,
    DATE,
    ABSENT
  }

  static final IssueTime ABSENT =
      new IssueTime(Precision.ABSENT, "", Optional.empty(), Optional.empty());

  /**
   * @param offsetText as written, which may say {@code -00:00}
   */
  static IssueTime withOffset(long instantMs, ZoneOffset offset, String offsetText) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(instantMs, 1000L), 0, offset);
    return new IssueTime(
        Precision.OFFSET,
        text(local) + offsetText,
        Optional.of(local),
        Optional.of(Instant.ofEpochSecond(Math.floorDiv(instantMs, 1000L))));
  }

  static IssueTime withoutOffset(long instantMs, ZoneId zone) {
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(instantMs, 1000L)), zone);
    return new IssueTime(
        Precision.LOCAL,
        text(local),
        Optional.of(local),
        Optional.of(local.atZone(zone).toInstant()));
  }

  static IssueTime dateOnly(long instantMs, ZoneId zone) {
    LocalDateTime noon =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(instantMs), zone)
            .toLocalDate()
            .atTime(LocalTime.NOON);
    return new IssueTime(
        Precision.DATE,
        noon.toLocalDate().toString(),
        Optional.of(noon),
        Optional.of(noon.atZone(zone).toInstant()));
  }

  /**
   * As the authority of a state writes a time: in the state's zone, in old layouts without offset.
   */
  static IssueTime ofAuthority(long instantMs, State state, boolean withOffset) {
    if (!withOffset) {
      return withoutOffset(instantMs, state.zone());
    }
    ZoneOffset offset = state.zone().getRules().getOffset(Instant.ofEpochMilli(instantMs));
    return withOffset(instantMs, offset, text(offset));
  }

  /** {@code 2026-11-22T09:05:00}. */
  static String text(LocalDateTime local) {
    StringBuilder text = new StringBuilder(25).append(local.getYear());
    pad(text.append('-'), local.getMonthValue());
    pad(text.append('-'), local.getDayOfMonth());
    pad(text.append('T'), local.getHour());
    pad(text.append(':'), local.getMinute());
    pad(text.append(':'), local.getSecond());
    return text.toString();
  }

  /** {@code -03:00}, and {@code +00:00} where others write {@code Z}, which the layout forbids. */
  static String text(ZoneOffset offset) {
    return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
  }

  private static void pad(StringBuilder text, int number) {
    if (number < 10) {
      text.append('0');
    }
    text.append(number);
  }
}
