package dev.tandem.streams.app;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Captures of authorised documents of one moment, by number. The moment is four hours ago: its
 * windows are closed for live, and not forgotten yet.
 */
final class Documents {
  @SuppressWarnings("TimeInStaticInitializer")
  static final Instant ISSUED =
      Instant.now().minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);

  /** As written on the document. */
  static final LocalDate DAY =
      ISSUED.minus(Duration.ofHours(3)).atZone(ZoneOffset.UTC).toLocalDate();

  private Documents() {}

  /** A document of an issuer, both by number, that arrived so long after its issue. */
  static Capture of(int number, int issuer, long cents, long delayMs) {
    return withKey(accessKey(number), number, issuer, cents, delayMs);
  }

  static Capture withKey(String accessKey, int number, int issuer, long cents, long delayMs) {
    long issuedMs = ISSUED.toEpochMilli();
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj(issuer(issuer)),
            "",
            "SP",
            "4.00",
            "1",
            "1",
            "1",
            cents,
            issuedMs,
            issuedMs - 10_800_000,
            TimePrecision.INSTANT,
            issuedMs + 500);
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(number)),
        0,
        new Digest(number, 0),
        0,
        issuedMs + delayMs,
        false,
        new Document(accessKey, facts, "100", true, Set.of()));
  }

  /** An accepted cancellation of a document, in a row of its own. */
  static Capture cancellation(int row, int number, long delayMs) {
    long issuedMs = ISSUED.toEpochMilli();
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(row)),
        0x1_0000_00A0L,
        new Digest(row, 0),
        0,
        issuedMs + delayMs,
        false,
        new Cancellation(
            accessKey(number), Cancellation.Form.EVENT, "110111", "135", true, issuedMs + 800));
  }

  static String accessKey(int number) {
    return "352607" + "34128745000152" + "55" + String.format("%022d", number);
  }

  static String issuer(int number) {
    return String.format("%014d", number);
  }
}
