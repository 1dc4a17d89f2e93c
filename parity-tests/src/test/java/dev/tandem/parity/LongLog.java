package dev.tandem.parity;

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
import dev.tandem.streams.topology.ManyCaptures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A long log by a seed, made block by block so that nobody need hold it: documents of a few hot
 * issuers arrive in bursts over four months, some years after their issue. Copies, conflicts,
 * redeliveries and cancellations of each follow at once or months later, and some of them are dated
 * back, so that they outrank what was counted before.
 */
final class LongLog implements Iterator<LongLog.Block> {
  private static final long BASE_MS = Instant.parse("2026-02-26T00:00:00Z").toEpochMilli();
  private static final int BURSTS = 12;
  private static final long BURST_MS = Duration.ofHours(6).toMillis();
  private static final long BURST_EVERY_MS = Duration.ofDays(10).toMillis();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long OFFSET_MS = Duration.ofHours(-3).toMillis();
  private static final int NEW_KEYS = 200;
  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

  private final Random random;
  private final long length;
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::from).thenComparingLong(Later::number));
  private long made;
  private long keys;
  private long rows;
  private long numbered;

  /**
   * Captures that arrive together.
   *
   * @param nowMs none of them arrives later
   */
  record Block(List<Capture> captures, long nowMs) {}

  /** A capture that comes once so many have been made. */
  private record Later(long from, long number, Row row, FiscalRecord record, long backMs) {}

  /**
   * A log.
   *
   * @param length number of captures
   */
  LongLog(long seed, long length) {
    this.random = new Random(seed);
    this.length = length;
  }

  @Override
  public boolean hasNext() {
    return made < length;
  }

  @Override
  public Block next() {
    long nowMs = nowMs();
    List<Capture> captures = new ArrayList<>();
    for (int i = 0; i < NEW_KEYS; i++) {
      addKey(captures, nowMs);
    }
    while (!later.isEmpty() && later.peek().from() <= made) {
      Later due = later.poll();
      captures.add(capture(due.row(), 0, due.record(), nowMs - due.backMs()));
    }
    Collections.shuffle(captures, random);
    int left = (int) Math.min(captures.size(), length - made);
    made += left;
    return new Block(captures.subList(0, left), nowMs);
  }

  private long nowMs() {
    double place = (double) made / length * BURSTS;
    long burst = (long) place;
    return BASE_MS + burst * BURST_EVERY_MS + (long) ((place - burst) * BURST_MS);
  }

  private void addKey(List<Capture> captures, long nowMs) {
    String model = keys % 3 == 0 ? "55" : "65";
    String key = "352602" + "34128745000152" + model + String.format("%022d", keys++);
    Facts facts = facts(model, nowMs);
    Document document = document(key, facts);
    Row row = row();
    long arrivedMs = nowMs - random.nextInt(1_000);
    captures.add(capture(row, 0, document, arrivedMs));
    if (random.nextInt(60) == 0) {
      captures.add(capture(row, 1, document, arrivedMs));
    }
    if (random.nextInt(20) == 0) {
      captures.add(capture(row, 0, document, arrivedMs));
    }
    if (random.nextInt(8) == 0) {
      follow(document(key, random.nextInt(3) > 0 ? facts : ManyCaptures.conflicting(facts)));
    }
    if (random.nextInt(10) == 0) {
      follow(cancellation(key, facts));
    }
    if (random.nextInt(40) == 0) {
      follow(new OtherRecord(key, "correction-letter"));
    }
  }

  private void follow(FiscalRecord record) {
    long after =
        random.nextInt(5) == 0
            ? (long) (random.nextDouble() * (length - made))
            : random.nextInt(10 * NEW_KEYS);
    long backMs =
        switch (random.nextInt(6)) {
          case 0 -> (long) (random.nextDouble() * BURSTS * BURST_EVERY_MS);
          case 1 -> random.nextInt(3_600_000);
          default -> 0;
        };
    later.add(new Later(made + after, numbered++, row(), record, backMs));
  }

  private Document document(String key, Facts facts) {
    return switch (random.nextInt(60)) {
      case 0 -> new Document(key, facts, "", true, Set.of());
      case 1 -> new Document(key, facts, "100", false, Set.of());
      case 2 -> new Document(key, facts, "110", true, Set.of());
      default -> new Document(key, facts, "100", true, Set.of());
    };
  }

  private Cancellation cancellation(String key, Facts facts) {
    String status = random.nextInt(10) == 0 ? "501" : "135";
    long registeredMs = facts.issuedMs() + random.nextInt((int) DAY_MS);
    return new Cancellation(key, Cancellation.Form.EVENT, "110111", status, true, registeredMs);
  }

  private static Capture capture(Row row, int ordinal, FiscalRecord record, long arrivedMs) {
    Digest digest = Digest.of((row + record.toString()).getBytes(UTF_8));
    return new Capture(row, 0, digest, ordinal, arrivedMs, false, record);
  }

  private Row row() {
    return new Row("main", "public.documents", PrimaryKey.of(++rows));
  }

  private Facts facts(String model, long nowMs) {
    double hot = random.nextDouble();
    long delayMs = (long) (random.nextDouble() * longestDelayMs());
    long issuedMs =
        random.nextInt(200) == 0
            ? nowMs + 2 * DAY_MS
            : Math.floorDiv(nowMs - delayMs, 1_000L) * 1_000;
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

  private long longestDelayMs() {
    int of100 = random.nextInt(100);
    if (of100 < 2) {
      return 400 * DAY_MS;
    }
    if (of100 < 6) {
      return 5 * DAY_MS;
    }
    return of100 < 20 ? 240 * MINUTE_MS : MINUTE_MS;
  }
}
