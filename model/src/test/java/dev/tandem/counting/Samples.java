package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.TimePrecision;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Captures for examples: an NF-e of R$ 100.00 issued at noon in São Paulo, and its cancellation.
 */
final class Samples {
  static final String KEY = "35180834128745000152550010000476051695511860";
  static final long ISSUED_MS = Instant.parse("2026-03-10T15:00:00Z").toEpochMilli();
  static final long REGISTERED_MS = ISSUED_MS + 60_000;
  static final long MINUTE_MS = 60_000;
  static final long HOUR_MS = 3_600_000;
  static final long DAY_MS = 24 * HOUR_MS;

  private Samples() {}

  static Facts facts() {
    return facts(10_000, ISSUED_MS);
  }

  static Facts facts(long valueCents, long issuedMs) {
    return facts(valueCents, issuedMs, REGISTERED_MS);
  }

  static Facts facts(long valueCents, long issuedMs, long registeredMs) {
    boolean known = issuedMs != Long.MIN_VALUE;
    return new Facts(
        "55",
        TaxId.cnpj("34128745000152"),
        "12ABC345",
        "SP",
        "4.00",
        "1",
        "1",
        "1",
        valueCents,
        issuedMs,
        known ? issuedMs - 3 * HOUR_MS : issuedMs,
        known ? TimePrecision.INSTANT : TimePrecision.NONE,
        registeredMs);
  }

  static Document document(Facts facts) {
    return new Document(KEY, facts, "100", true, Set.of());
  }

  static Cancellation cancellation() {
    return cancellation(REGISTERED_MS + HOUR_MS);
  }

  static Cancellation cancellation(long registeredMs) {
    return new Cancellation(KEY, Cancellation.Form.EVENT, "110111", "135", true, registeredMs);
  }

  /** A record alone in a row of that number. */
  static Capture capture(long row, long arrivedMs, FiscalRecord record) {
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(row)),
        0,
        Digest.of(record.toString().getBytes(UTF_8)),
        0,
        arrivedMs,
        false,
        record);
  }

  static Contribution count(Facts facts, long arrivedMs) {
    return new Contribution(
        Contribution.Kind.COUNT, KEY, facts, facts.registeredMs(), arrivedMs, arrivedMs);
  }

  /** Documents by issuer per minute, live for 2 hours, history for 90 days. */
  static Metric metric() {
    return new Metric(
        "documents",
        TimeDomain.ISSUED,
        new WindowSpec.Tumbling(MINUTE_MS),
        List.of(Dimension.ISSUER),
        Filter.ALL,
        new Lateness(2 * HOUR_MS, 90 * DAY_MS),
        DAY_MS);
  }
}
