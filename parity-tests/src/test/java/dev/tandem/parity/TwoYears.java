package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.Mark;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A log as a collector left it that ran for years: documents in the order in which they arrived,
 * most of them at once, some hours, months or years after their issue, with a heartbeat between the
 * days.
 */
final class TwoYears implements AutoCloseable {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long OFFSET_MS = Duration.ofHours(-3).toMillis();
  private static final List<Long> DELAYS_MS =
      List.of(0L, 0L, 0L, 0L, DAY_MS / 8, 3 * DAY_MS, 95 * DAY_MS, 400 * DAY_MS);

  private final LogWriter log;
  private final Random random;
  private final int days;
  private final int documentsADay;
  private final long beginMs;
  private long beats;

  /** Creates the log; its last day ends now. */
  TwoYears(Deployment deployment, long seed, int days, int documentsADay)
      throws InterruptedException, ExecutionException {
    this.log = new LogWriter(deployment);
    this.random = new Random(seed);
    this.days = days;
    this.documentsADay = documentsADay;
    this.beginMs = Instant.now().toEpochMilli() - days * DAY_MS;
  }

  /** Writes all; returns how many captures. */
  long write() {
    List<Capture> captures = new ArrayList<>();
    for (int i = 0; i < days * documentsADay; i++) {
      captures.add(capture(i));
    }
    captures.sort(Comparator.comparingLong(Capture::arrivedMs));
    log.mark(Mark.Kind.SNAPSHOT_STARTED, beginMs);
    log.mark(Mark.Kind.SNAPSHOT_FINISHED, beginMs);
    long nextBeatMs = beginMs;
    for (Capture capture : captures) {
      while (capture.arrivedMs() > nextBeatMs) {
        log.mark(Mark.Kind.HEARTBEAT, nextBeatMs);
        nextBeatMs += DAY_MS;
      }
      log.write(capture);
    }
    log.flush();
    return captures.size();
  }

  /** Goes on with heartbeats, as a collector whose table is quiet. */
  void heartbeat() {
    beats++;
    log.mark(Mark.Kind.HEARTBEAT, beginMs + days * DAY_MS + beats);
    log.flush();
  }

  private Capture capture(int number) {
    long arrivedMs = beginMs + (long) (random.nextDouble() * days * DAY_MS);
    long issuedMs =
        Math.floorDiv(arrivedMs - DELAYS_MS.get(random.nextInt(DELAYS_MS.size())), 1_000L) * 1_000;
    String key = "352602" + "34128745000152" + "55" + String.format(Locale.ROOT, "%022d", number);
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj(String.format(Locale.ROOT, "%014d", random.nextInt(5))),
            "",
            random.nextBoolean() ? "SP" : "AC",
            "4.00",
            "1",
            "1",
            "1",
            random.nextInt(1_000_000),
            issuedMs,
            issuedMs + OFFSET_MS,
            TimePrecision.INSTANT,
            issuedMs + 60_000);
    Row row = new Row(LogWriter.SOURCE, "public.documents", PrimaryKey.of(number));
    return new Capture(
        row,
        0,
        Digest.of(key.getBytes(UTF_8)),
        0,
        arrivedMs,
        false,
        new Document(key, facts, "100", true, Set.of()));
  }

  @Override
  public void close() {
    log.close();
  }
}
