package dev.tandem.collector.stream;

import dev.tandem.collector.table.KeyColumn;
import dev.tandem.collector.table.KeyTimes;
import dev.tandem.collector.table.KeyType;
import dev.tandem.domain.KeyPart;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.postgresql.PGStatement;

/** A key column's value as Debezium gives it. */
final class StreamedKey {
  private StreamedKey() {}

  static KeyPart part(KeyColumn column, Object value) {
    KeyType type = column.type();
    return switch (type) {
      case NUMBER -> type.part(number(value.toString()));
      case TEXT, PADDED_TEXT -> type.printed(value.toString());
      case DATE, LOCAL_TIME, INSTANT -> type.part(time(value));
    };
  }

  /** A decimal may come as 1E-7, which is not how PostgreSQL prints it. */
  private static String number(String text) {
    boolean decimal =
        !text.isEmpty() && text.chars().noneMatch(c -> c != 'E' && Character.isLetter(c));
    return decimal ? new BigDecimal(text).toPlainString() : text;
  }

  private static String time(Object value) {
    if (value instanceof Integer days) {
      return KeyTimes.of(LocalDate.ofEpochDay(days).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
    if (value instanceof Long micros) {
      if (micros == PGStatement.DATE_POSITIVE_INFINITY) {
        return KeyPart.INFINITY;
      }
      return micros == PGStatement.DATE_NEGATIVE_INFINITY
          ? KeyPart.MINUS_INFINITY
          : KeyTimes.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
    String text = (String) value;
    return text.endsWith(KeyPart.INFINITY)
        ? text
        : KeyTimes.of(OffsetDateTime.parse(text).toInstant());
  }
}
