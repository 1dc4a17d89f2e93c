package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A long log by a seed, for runs that small hard logs are too short for: many keys of a few hot
 * issuers, arriving within seconds to years, with copies, conflicts, redeliveries, cancellations
 * and what is not countable, in no order at all.
 */
public final class ManyCaptures {
  private static final long BASE_MS = Instant.parse("2026-02-26T00:00:00Z").toEpochMilli();
  private static final long SPREAD_MS = Duration.ofDays(4).toMillis();
  private static final long OFFSET_MS = Duration.ofHours(-3).toMillis();
  private static final long[] DELAYS_MS = {
    60_000, 60_000, 60_000, 600_000, 3_600_000, 6 * 3_600_000L, 3 * 86_400_000L, 400 * 86_400_000L
  };

  private final Random random;
  private final List<Capture> captures = new ArrayList<>();
  private long rows;

  private ManyCaptures(Random random) {
    this.random = random;
  }

  public static List<Capture> of(Random random, int keys) {
    ManyCaptures many = new ManyCaptures(random);
    for (int i = 0; i < keys; i++) {
      many.addKey(i);
    }
    Collections.shuffle(many.captures, random);
    return many.captures;
  }

  private void addKey(int number) {
    String model = number % 3 == 0 ? "55" : "65";
    String key = "352602" + "34128745000152" + model + String.format("%022d", number);
    Facts facts = facts(model);
    for (int copy = 0; copy <= random.nextInt(6) / 4; copy++) {
      addCopy(key, copy == 0 || random.nextInt(4) > 0 ? facts : conflicting(facts));
    }
    if (random.nextInt(12) == 0) {
      add(row(), arrivedMs(facts), List.of(cancellation(key, facts)));
    }
    if (random.nextInt(25) == 0) {
      add(row(), arrivedMs(facts), List.of(new OtherRecord(key, "correction-letter")));
    }
  }

  private void addCopy(String key, Facts facts) {
    List<FiscalRecord> records = new ArrayList<>();
    records.add(
        switch (random.nextInt(60)) {
          case 0 -> new Document(key, facts, "", true, Set.of());
          case 1 -> new Document(key, facts, "100", false, Set.of());
          case 2 -> new Document(key, facts, "110", true, Set.of());
          default -> new Document(key, facts, "100", true, Set.of());
        });
    if (random.nextInt(30) == 0) {
      records.add(cancellation(key, facts));
    }
    Row row = row();
    long arrivedMs =
        random.nextInt(200) == 0
            ? facts.issuedMs() - Duration.ofDays(2).toMillis()
            : arrivedMs(facts);
    add(row, arrivedMs, records);
    if (random.nextInt(15) == 0) {
      add(row, arrivedMs, records);
    }
  }

  private void add(Row row, long arrivedMs, List<FiscalRecord> records) {
    Digest digest = Digest.of(records.toString().getBytes(UTF_8));
    for (int i = 0; i < records.size(); i++) {
      captures.add(new Capture(row, 0, digest, i, arrivedMs, false, records.get(i)));
    }
  }

  private Row row() {
    return new Row(
        random.nextInt(3) == 0 ? "branch" : "main", "public.documents", PrimaryKey.of(++rows));
  }

  private long arrivedMs(Facts facts) {
    return facts.issuedMs() + (long) (random.nextDouble() * DELAYS_MS[random.nextInt(8)]);
  }

  private Cancellation cancellation(String key, Facts facts) {
    String status = random.nextInt(10) == 0 ? "501" : "135";
    long registeredMs = facts.issuedMs() + random.nextInt(86_400_000);
    return new Cancellation(key, Cancellation.Form.EVENT, "110111", status, true, registeredMs);
  }

  private Facts facts(String model) {
    double hot = random.nextDouble();
    long issuedMs = BASE_MS + (long) (random.nextDouble() * SPREAD_MS) / 1_000 * 1_000;
    return new Facts(
        model,
        TaxId.cnpj(String.format("%014d", (long) (40 * hot * hot * hot))),
        "",
        List.of("SP", "SP", "MG", "AC").get(random.nextInt(4)),
        "4.00",
        random.nextInt(8) == 0 ? "0" : "1",
        random.nextInt(8) == 0 ? "4" : "1",
        "1",
        random.nextInt(1_000_000),
        issuedMs,
        issuedMs + OFFSET_MS,
        TimePrecision.INSTANT,
        random.nextInt(40) == 0 ? Times.ABSENT : issuedMs + random.nextInt(600_000));
  }

  /** Other facts than these, of the same document. */
  public static Facts conflicting(Facts facts) {
    return new Facts(
        facts.model(),
        facts.issuer(),
        facts.recipientRoot(),
        facts.state(),
        facts.layout(),
        facts.operation(),
        facts.purpose(),
        facts.emission(),
        facts.valueCents() + 1,
        facts.issuedMs() + 60_000,
        facts.issuedLocalMs() + 60_000,
        facts.precision(),
        facts.registeredMs());
  }
}
