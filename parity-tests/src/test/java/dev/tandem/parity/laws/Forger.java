package dev.tandem.parity.laws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of good captures what no collector writes: extreme values in one field, or other bytes. */
final class Forger {
  private static final int SCHEMA_HEADER = 5;
  private static final long[] TIMES = {
    Long.MIN_VALUE + 1,
    -10_000_000_000_000_000L,
    -9_223_372_036_854_775L,
    Times.FIRST_MS - 1,
    Times.FIRST_MS,
    -1,
    0,
    Times.END_MS - 1,
    Times.END_MS,
    9_223_372_036_854_775L,
    Long.MAX_VALUE
  };
  private static final long[] CENTS = {
    Long.MIN_VALUE, -1, 0, 999_999_999_999_999L, 1_000_000_000_000_000L, Long.MAX_VALUE
  };

  private final Random chance;

  Forger(Random chance) {
    this.chance = chance;
  }

  private static long any(Random chance, long[] of) {
    return of[chance.nextInt(of.length)];
  }

  private String text() {
    return List.of(
            "",
            "x".repeat(64),
            "x".repeat(65),
            "\u20ac".repeat(255),
            "x".repeat(40_000),
            "a\0b",
            "\u001b[2J",
            "\ud83d",
            "'; drop table x --",
            "\uffff")
        .get(chance.nextInt(10));
  }

  /** Bytes of a value, some of them others; the header stays. */
  byte[] damaged(byte[] value) {
    byte[] damaged =
        switch (chance.nextInt(4)) {
          case 0 -> Arrays.copyOf(value, chance.nextInt(value.length));
          case 1 -> Arrays.copyOf(value, value.length + 1 + chance.nextInt(9));
          default -> value.clone();
        };
    for (int i = 1 + chance.nextInt(4); i > 0 && damaged.length > SCHEMA_HEADER; i--) {
      damaged[SCHEMA_HEADER + chance.nextInt(damaged.length - SCHEMA_HEADER)] =
          (byte) chance.nextInt();
    }
    return damaged;
  }

  /** Another key than its own, now and then. */
  byte[] key(byte[] own) {
    return chance.nextInt(20) == 0 ? text().getBytes(UTF_8) : own;
  }

  Capture forged(Capture good) {
    Row row = good.row();
    return switch (chance.nextInt(6)) {
      case 0 -> with(good, row, any(chance, TIMES), good.position(), good.record());
      case 1 -> with(good, row, good.arrivedMs(), any(chance, TIMES), good.record());
      case 2 ->
          with(
              good,
              new Row(text(), chance.nextBoolean() ? row.table() : text(), key()),
              good.arrivedMs(),
              good.position(),
              good.record());
      default -> with(good, row, good.arrivedMs(), good.position(), forged(good.record()));
    };
  }

  private PrimaryKey key() {
    return chance.nextBoolean()
        ? PrimaryKey.text(text())
        : PrimaryKey.of(
            new KeyPart(KeyPart.Type.NUMBER, "-" + "9".repeat(1 + chance.nextInt(20_000))));
  }

  private static Capture with(
      Capture good, Row row, long arrivedMs, long position, FiscalRecord record) {
    return new Capture(
        row, position, good.digest(), good.ordinal(), arrivedMs, good.arrivalAssumed(), record);
  }

  private FiscalRecord forged(FiscalRecord record) {
    if (record instanceof Document document) {
      return new Document(
          document.accessKey(),
          forged(document.facts()),
          chance.nextInt(8) == 0 ? text() : document.status(),
          document.production(),
          document.flags());
    }
    if (record instanceof Cancellation cancellation) {
      return new Cancellation(
          cancellation.accessKey(),
          cancellation.form(),
          chance.nextInt(4) == 0 ? text() : cancellation.eventType(),
          cancellation.status(),
          cancellation.production(),
          any(chance, TIMES));
    }
    return new OtherRecord(record.accessKey(), text());
  }

  private Facts forged(Facts facts) {
    int field = chance.nextInt(9);
    boolean timed = field == 2 || field == 3;
    return new Facts(
        field == 0 ? text() : facts.model(),
        field == 1 ? new TaxId(facts.issuer().type(), text()) : facts.issuer(),
        field == 6 ? text() : facts.recipientRoot(),
        field == 7 ? text() : facts.state(),
        facts.layout(),
        field == 8 ? text() : facts.operation(),
        facts.purpose(),
        facts.emission(),
        field == 4 ? any(chance, CENTS) : facts.valueCents(),
        timed ? any(chance, TIMES) : facts.issuedMs(),
        timed ? any(chance, TIMES) : facts.issuedLocalMs(),
        timed ? TimePrecision.INSTANT : facts.precision(),
        field == 5 ? any(chance, TIMES) : facts.registeredMs());
  }
}
