package dev.tandem.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.WindowSpec;
import dev.tandem.counting.WindowSpec.Calendar.Unit;
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
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rule by rule, every case of it side by side, each with a key of its own: SQL gives what the
 * reference gives.
 */
class SqlRulesIT {
  private static final Spec DEFAULT = new SpecReader().readDefault();
  private static final long NOW_MS = Instant.parse("2026-03-01T02:30:00Z").toEpochMilli();
  private static final long HOUR_MS = 3_600_000;
  private static final Row ROW = new Row("main", "public.documents", PrimaryKey.of(1));
  private static final Digest DIGEST = new Digest(1, 1);

  private static Connection connection;
  private final List<Capture> log = new ArrayList<>();
  private int keys;

  @BeforeAll
  static void connect() throws SQLException {
    connection = TestDatabase.connect("sql_rules");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void shouldLetTheLowestRankWinWhateverDecidesIt() throws SQLException {
    Row otherSource = new Row("Main", ROW.table(), ROW.key());
    Row otherTable = new Row(ROW.source(), "public.Documents", ROW.key());
    tie(capture(NOW_MS, ROW, 0, DIGEST, 0), capture(NOW_MS + 1, ROW, 0, new Digest(0, 0), 0));
    tie(capture(NOW_MS, ROW, 0, DIGEST, 0), capture(NOW_MS, otherSource, 9, DIGEST, 9));
    tie(capture(NOW_MS, ROW, 0, DIGEST, 0), capture(NOW_MS, otherTable, 9, DIGEST, 9));
    // Beyond U+FFFF Java's order is another than that of UTF-8.
    tie(
        capture(NOW_MS, new Row("\uFF5E", "t", ROW.key()), 0, DIGEST, 0),
        capture(NOW_MS, new Row("\uD83D\uDE00", "t", ROW.key()), 0, DIGEST, 0));
    for (PrimaryKey[] keys :
        new PrimaryKey[][] {
          {PrimaryKey.of(2), PrimaryKey.of(10)},
          {PrimaryKey.of(-1), PrimaryKey.of(1)},
          {PrimaryKey.text("2"), PrimaryKey.text("10")},
          {PrimaryKey.text("z"), PrimaryKey.text("\u00e9")},
          {PrimaryKey.text("a"), PrimaryKey.text("B")}
        }) {
      tie(
          capture(NOW_MS, new Row("s", "t", keys[0]), 9, DIGEST, 0),
          capture(NOW_MS, new Row("s", "t", keys[1]), 0, DIGEST, 0));
    }
    tie(capture(NOW_MS, ROW, 2, DIGEST, 0), capture(NOW_MS, ROW, 10, new Digest(0, 0), 0));
    tie(capture(NOW_MS, ROW, 0, DIGEST, 0), capture(NOW_MS, ROW, 0, new Digest(-1, 0), 0));
    tie(capture(NOW_MS, ROW, 0, DIGEST, 2), capture(NOW_MS, ROW, 0, DIGEST, 10));
    shouldAgree(DEFAULT);
  }

  @Test
  void shouldKnowWhatIsCountable() throws SQLException {
    long maxFutureMs = DEFAULT.maxFutureMs();
    for (String status :
        List.of("", "100", "150", "101", "151", "155", "102", "110", "135", "301", "302", "OK")) {
      for (boolean production : new boolean[] {true, false}) {
        for (long futureMs : new long[] {maxFutureMs - 1, maxFutureMs, maxFutureMs + 1, 0}) {
          Facts facts = facts(NOW_MS + futureMs, keys);
          add(NOW_MS, new Document(key("55"), facts, status, production, Set.of()));
        }
      }
    }
    add(NOW_MS, new Document("", facts(NOW_MS, 1), "100", true, Set.of()));
    shouldAgree(DEFAULT);
  }

  @Test
  void shouldKnowWhichCancellationsAreAccepted() throws SQLException {
    for (Cancellation.Form form : Cancellation.Form.values()) {
      for (String type : List.of("110111", "110112", "110110", "")) {
        for (String status : List.of("101", "134", "135", "136", "151", "155", "501", "")) {
          for (String model : List.of("55", "65", "57", "67", "58")) {
            for (boolean production : new boolean[] {true, false}) {
              String key = key(model);
              add(NOW_MS, document(key, NOW_MS, 1));
              add(
                  NOW_MS + HOUR_MS,
                  new Cancellation(key, form, type, status, production, NOW_MS + HOUR_MS));
            }
          }
        }
      }
    }
    shouldAgree(DEFAULT);
  }

  @Test
  void shouldPutDelaysIntoTheirBuckets() throws SQLException {
    for (long seconds :
        new long[] {
          0,
          1,
          10,
          60,
          300,
          3_600,
          6 * 3_600,
          86_400,
          3 * 86_400,
          7 * 86_400,
          30 * 86_400,
          90 * 86_400,
          365 * 86_400
        }) {
      for (long beside = -1; beside <= 1; beside++) {
        add(NOW_MS + seconds * 1000 + beside, document(key("55"), NOW_MS, 1));
      }
    }
    shouldAgree(DEFAULT);
  }

  @Test
  void shouldKnowWhatIsLiveLateAndExpiredToTheMillisecond() throws SQLException {
    for (Metric metric : DEFAULT.counted()) {
      for (long eventMs : new long[] {NOW_MS, -1, 0, 1, -86_400_000L * 400 - 1}) {
        for (long endMs : ends(metric, eventMs)) {
          for (long beside = -1; beside <= 1; beside++) {
            Lateness lateness = metric.lateness();
            add(lateness.liveUntilMs(endMs) + beside, document(key("55"), eventMs, 1));
            if (lateness.historyMs() != Lateness.UNBOUNDED) {
              add(lateness.historyUntilMs(endMs) + beside, document(key("55"), eventMs, 1));
            }
          }
        }
      }
    }
    shouldAgree(DEFAULT);
  }

  @Test
  void shouldKnowTheDaysMonthsAndYearsOfZones() throws SQLException {
    List<MetricSpec> metrics = new ArrayList<>();
    for (String zone :
        List.of(
            "Z",
            "-03:00",
            "+05:45",
            "America/Sao_Paulo",
            "America/Noronha",
            "America/Rio_Branco",
            "America/St_Johns",
            "America/Havana",
            "Asia/Kathmandu",
            "Europe/Lisbon",
            "Pacific/Apia")) {
      for (Unit unit : Unit.values()) {
        WindowSpec window = new WindowSpec.Calendar(unit, ZoneId.of(zone));
        Metric metric =
            new Metric(
                "m" + metrics.size(),
                TimeDomain.ISSUED,
                window,
                List.of(Dimension.MODEL),
                Filter.ALL,
                new Lateness(0, Lateness.UNBOUNDED),
                DEFAULT.maxFutureMs());
        metrics.add(new MetricSpec(metric, 0, MetricSpec.History.DEFAULT));
      }
    }
    for (String time :
        List.of(
            "2018-11-04T03:00:00Z", // São Paulo's day begins at 01:00
            "2018-02-18T02:00:00Z", // its 23:00 comes twice
            "2018-02-18T03:00:00Z",
            "2010-11-07T02:30:00Z", // St. John's: 00:01 back to 23:01 of the day before
            "2010-11-07T02:31:00Z",
            "2010-11-07T03:30:00Z",
            "2021-11-07T04:00:00Z", // Havana: midnight comes twice
            "2021-11-07T05:00:00Z",
            "2011-12-30T10:00:00Z", // Apia leaves a day out
            "1913-12-31T23:59:59Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "2000-03-01T00:00:00Z",
            "2026-03-01T03:00:00Z",
            "2999-12-31T23:59:59Z")) {
      for (long beside : new long[] {-HOUR_MS, -1, 0, 1, 999, HOUR_MS}) {
        long timeMs = Instant.parse(time).toEpochMilli() + beside;
        add(timeMs, document(key("55"), timeMs, 1));
      }
    }
    shouldAgree(new Spec(metrics, DEFAULT.maxFutureMs(), 0));
  }

  /** Two captures, the lower rank first: as copies with other facts, and as cancellations. */
  private void tie(Capture lower, Capture higher) {
    for (boolean lowerFirst : new boolean[] {true, false}) {
      String key = key("55");
      Capture first = ofItsOwnTable(lowerFirst ? lower : higher, key);
      Capture second = ofItsOwnTable(lowerFirst ? higher : lower, key);
      log.add(with(first, document(key, NOW_MS, 1)));
      log.add(with(second, document(key, NOW_MS - HOUR_MS, 2)));
      log.add(with(first, cancellation(key, NOW_MS)));
      log.add(with(second, cancellation(key, NOW_MS + HOUR_MS)));
    }
  }

  /** Or it would be the same capture for every key. */
  private static Capture ofItsOwnTable(Capture capture, String key) {
    Row row = capture.row();
    return new Capture(
        new Row(row.source(), row.table() + key, row.key()),
        capture.position(),
        capture.digest(),
        capture.ordinal(),
        capture.arrivedMs(),
        false,
        capture.record());
  }

  private static List<Long> ends(Metric metric, long eventMs) {
    return metric.window().windowsOf(eventMs).stream().map(w -> w.endMs()).toList();
  }

  private void add(long arrivedMs, FiscalRecord record) {
    Row row = new Row("main", "public.documents", PrimaryKey.of(log.size()));
    log.add(with(capture(arrivedMs, row, 0, DIGEST, 0), record));
  }

  private static Capture capture(
      long arrivedMs, Row row, long position, Digest digest, int ordinal) {
    return new Capture(row, position, digest, ordinal, arrivedMs, false, document("", NOW_MS, 1));
  }

  private static Capture with(Capture capture, FiscalRecord record) {
    return new Capture(
        capture.row(),
        capture.position(),
        capture.digest(),
        capture.ordinal(),
        capture.arrivedMs(),
        false,
        record);
  }

  private String key(String model) {
    return "351808" + "34128745000152" + model + "001" + "%09d".formatted(keys++) + "1000000000";
  }

  private static Document document(String key, long issuedMs, long valueCents) {
    return new Document(key, facts(issuedMs, valueCents), "100", true, Set.of());
  }

  private static Cancellation cancellation(String key, long registeredMs) {
    return new Cancellation(key, Cancellation.Form.EVENT, "110111", "135", true, registeredMs);
  }

  private static Facts facts(long issuedMs, long valueCents) {
    return new Facts(
        "55",
        TaxId.cnpj("34128745000152"),
        "",
        "SP",
        "4.00",
        "1",
        "1",
        "1",
        valueCents,
        issuedMs,
        issuedMs,
        TimePrecision.INSTANT,
        issuedMs);
  }

  private void shouldAgree(Spec spec) throws SQLException {
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    log.forEach(reference::add);
    SqlOpinion sql = SqlOpinion.of(connection, CaptureFacts.load(connection, log), spec);
    assertThat(sql.tallies()).isNotEmpty().isEqualTo(reference.tallies());
    assertThat(sql.quality()).isEqualTo(reference.quality());
  }
}
