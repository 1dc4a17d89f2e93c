package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.Mark;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.CountFormat.Count;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.Reason;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What one window goes through: open, closed, revised, forgotten, gone. */
class ForgettingTest {
  private static final String KEY = "35180834128745000152550010000476051695511860";
  private static final Instant ISSUED = Instant.parse("2026-03-02T10:00:30Z");
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Window WINDOW =
      new Window(START.toEpochMilli(), START.plusSeconds(60).toEpochMilli());
  private static final Duration CLOSED = Duration.ofMinutes(1 + 120);
  private static final Duration GONE = CLOSED.plusDays(2);
  private static final String YAML =
      """
      arrivalSlack: 0s
      metrics:
        - name: minute
          time: issued
          window: { tumbling: 1m }
          dimensions: [model]
          lateness: { live: 2h, history: 90d }
          retention: 2d
        - name: day
          time: issued
          window: { calendar: day, zone: UTC }
          lateness: { live: 2h, history: 90d }
          retention: unbounded
      """;

  private final Spec spec = new SpecReader().read("test", YAML);
  private final CountKey minute = new CountKey(id("minute"), List.of("55"), WINDOW);
  private final SimulatedTasks tasks =
      new SimulatedTasks(new LiveSettings(spec, Topics.DEFAULT, 1), FORMATS);
  private long rows;

  private String id(String name) {
    return spec.find(name).orElseThrow().metric().id();
  }

  private void mark(Duration afterStart) {
    Mark heartbeat =
        new Mark("main", Mark.Kind.HEARTBEAT, START.plus(afterStart).toEpochMilli(), 1);
    tasks.append(0, LogRecords.of(FORMATS.log(), heartbeat, heartbeat.timeMs()));
    tasks.processAll();
  }

  private void capture(String key, long cents, Duration arrived) {
    Capture capture = document(key, cents, arrived);
    tasks.append(LogRecords.of(FORMATS.log(), capture, capture.arrivedMs()));
    tasks.processAll();
  }

  private Capture document(String key, long cents, Duration arrived) {
    long issuedMs = ISSUED.toEpochMilli();
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj("34128745000152"),
            "",
            "SP",
            "4.00",
            "1",
            "1",
            "1",
            cents,
            issuedMs,
            issuedMs,
            TimePrecision.INSTANT,
            issuedMs);
    rows++;
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(rows)),
        0,
        new Digest(rows, 0),
        0,
        START.plus(arrived).toEpochMilli(),
        false,
        new Document(key, facts, "100", true, Set.of()));
  }

  private TallyWatermarks watermarks() {
    List<LedgerWatermark> heard = new ArrayList<>();
    tasks
        .tallyStore(0, Names.TALLY_WATERMARKS)
        .all()
        .forEachRemaining(e -> heard.add(LedgerWatermarkFormat.read((byte[]) e.value)));
    return TallyWatermarks.of(heard, 1);
  }

  private boolean isStored(CountKey key) {
    return tasks.tallyStore(0, Names.TALLIES).get(TallyKeys.tally(key)) != null;
  }

  private Count said(CountKey key) {
    return tasks.finish().counts().get(key);
  }

  @Test
  void shouldCallATallyRevisedThatChangesAfterItsWindowWasClosed() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(CLOSED);
    assertThat(watermarks().watermarkMs()).isEqualTo(START.plus(CLOSED).toEpochMilli());
    assertThat(said(minute).revised()).isFalse();

    capture(KEY.replace("0", "1"), 200, CLOSED.plusMinutes(1));
    Tally tally = new Tally(new Measures(1, 100, 0, 0), new Measures(1, 200, 0, 0), Measures.ZERO);
    assertThat(said(minute)).isEqualTo(new Count(minute, tally, true));
    assertThat(tasks.heard()).contains(new Count(minute, tally, true));
  }

  @Test
  void shouldForgetAWindowWithItsRetentionAndKeepWhatWasLastSaid() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(GONE.minusSeconds(10));
    assertThat(isStored(minute)).isTrue();

    mark(GONE);
    assertThat(isStored(minute)).isFalse();
    assertThat(watermarks().forgottenUpToMs(id("minute"))).isEqualTo(WINDOW.endMs());
    assertThat(said(minute).tally().live()).isEqualTo(new Measures(1, 100, 0, 0));
    assertThat(tasks.tallyStore(0, Names.TALLIES).approximateNumEntries())
        .as("the day, which is retained for ever")
        .isEqualTo(1);
    assertThat(total("tallies-forgotten")).isEqualTo(1);
  }

  @Test
  void shouldSendToWindowGoneWhatMeetsAWindowThatIsForgotten() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(GONE);
    capture(KEY, 250, Duration.ofMinutes(1));

    LiveAnswer answer = tasks.finish();
    List<Expired> gone = answer.expired();
    assertThat(gone).hasSize(1);
    assertThat(gone.get(0).reason()).isEqualTo(Reason.WINDOW_GONE);
    assertThat(gone.get(0).metric()).isEqualTo(id("minute"));
    assertThat(gone.get(0).changes())
        .allMatch(change -> change.part() == Verdict.LIVE)
        .extracting(change -> change.measures())
        .containsExactly(new Measures(-1, -100, 0, 0), new Measures(1, 250, 0, 0));
    assertThat(answer.counts().get(minute).tally().live()).isEqualTo(new Measures(1, 100, 0, 0));
    assertThat(isStored(minute)).isFalse();
    assertThat(total("window-gone")).isEqualTo(1);
    assertThat(total("forgotten-changed")).isZero();
  }

  @Test
  void shouldLeaveOutWhatIsLateForAWindowThatIsForgotten() {
    mark(GONE);
    capture(KEY, 100, Duration.ofDays(3));

    assertThat(tasks.finish().expired()).isEmpty();
    assertThat(tasks.finish().counts().keySet())
        .extracting(CountKey::metric)
        .containsExactly(id("day"));
  }

  @Test
  void shouldKeepAWindowGoneThoughTheSourceTakesAnotherSnapshot() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(GONE);
    Mark started = new Mark("main", Mark.Kind.SNAPSHOT_STARTED, START.plus(GONE).toEpochMilli(), 1);
    tasks.append(0, LogRecords.of(FORMATS.log(), started, started.timeMs()));
    capture(KEY, 250, Duration.ofMinutes(1));

    assertThat(watermarks().watermarkMs()).isEqualTo(Long.MIN_VALUE);
    assertThat(tasks.finish().expired())
        .extracting(Expired::reason)
        .containsExactly(Reason.WINDOW_GONE);
    assertThat(isStored(minute)).isFalse();
  }

  @Test
  void shouldNotTellAnswersOfAKeyWhatTheyWereNeverTold() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(GONE);
    capture(KEY, 250, Duration.ofMinutes(1));
    capture(KEY, 300, Duration.ofSeconds(59));

    assertThat(tasks.finish().expired()).hasSize(2);
    byte[] stored = (byte[]) tasks.ledgerStore(0, Names.LEDGER).all().next().value;
    assertThat(FORMATS.ledger().read(stored).frozen()).containsExactly(id("minute"));
    assertThat(FORMATS.ledger().read(stored).offsets()).containsExactly(0L, 2L, 3L);
  }

  @Test
  void shouldDeleteTheTalliesOfAMetricThatIsGoneAndLeaveWhatIsOnItsWay() {
    capture(KEY, 100, Duration.ofMinutes(2));
    byte[] late = tasks.contributions().get(0).get(0).value();
    tasks.restart(new Spec(spec.metrics().subList(1, 2), spec.maxFutureMs(), 0));
    tasks
        .contributions()
        .get(0)
        .add(new Record<>(TallyKeys.repartition(minute.metric(), List.of("55")), late, 0));

    assertThat(said(minute).tally().live()).isEqualTo(new Measures(1, 100, 0, 0));
    assertThat(isStored(minute)).isFalse();
    assertThat(tasks.tallyStore(0, Names.TALLIES).approximateNumEntries()).isEqualTo(1);
  }

  @Test
  void shouldGoOnWithTheStateOfTheFirstVersion() {
    capture(KEY, 100, Duration.ofMinutes(2));
    mark(CLOSED);
    asTheFirstVersionLeftIt();
    assertThat(said(minute).tally().live()).isEqualTo(new Measures(1, 100, 0, 0));
    assertThat(watermarks().watermarkMs())
        .as("told without a mark: the collector may be down")
        .isEqualTo(START.plus(CLOSED).toEpochMilli());

    capture(KEY, 250, Duration.ofMinutes(1));
    assertThat(said(minute))
        .isEqualTo(
            new Count(
                minute, new Tally(new Measures(1, 250, 0, 0), Measures.ZERO, Measures.ZERO), true));
  }

  /** Entry alone in the ledger, parts alone in the tallies, and no watermark told. */
  private void asTheFirstVersionLeftIt() {
    var ledger = tasks.ledgerStore(0, Names.LEDGER);
    byte[] key = (byte[]) ledger.all().next().key;
    LedgerFormat first = new LedgerFormat(TestFormats.SCHEMAS, "ledger");
    ledger.put(key, first.write(FORMATS.ledger().read((byte[]) ledger.get(key)).entry()));
    var tallies = tasks.tallyStore(0, Names.TALLIES);
    Bytes tallyKey = TallyKeys.tally(minute);
    byte[] tally = (byte[]) tallies.get(tallyKey);
    byte[] before = new byte[tally.length - 1];
    before[0] = 1;
    System.arraycopy(tally, 2, before, 1, before.length - 1);
    tallies.put(tallyKey, before);
    tasks.ledgerStore(0, Names.TOLD).delete(0);
    tasks.tallyStore(0, Names.TALLY_WATERMARKS).delete(0);
    tasks.tallyStore(0, Names.TALLY_WATERMARKS).delete(TallyWatermarks.OWN);
    tasks.restart();
  }

  @Test
  void shouldStopAtACaptureThatCannotBeCountedWithItsPosition() {
    damageTheLedger(tasks);

    assertThatThrownBy(() -> capture(KEY, 250, Duration.ofMinutes(1)))
        .isInstanceOf(CaptureFailedException.class)
        .hasMessageStartingWith("the capture at captures-0@1 cannot be counted: ")
        .hasMessageEndingWith("and go on.");
  }

  @Test
  void shouldRejectACaptureThatCannotBeCountedAndGoOnWhereToldTo() {
    SimulatedTasks goingOn =
        new SimulatedTasks(new LiveSettings(spec, Topics.DEFAULT, 1, OnError.DEAD_LETTER), FORMATS);
    damageTheLedger(goingOn);
    Capture failing = document(KEY, 250, Duration.ofMinutes(1));
    Capture other = document(KEY.replace("0", "1"), 50, Duration.ofMinutes(1));
    goingOn.append(LogRecords.of(FORMATS.log(), failing, 0));
    goingOn.append(LogRecords.of(FORMATS.log(), other, 0));

    LiveAnswer answer = goingOn.finish();
    assertThat(answer.rejected())
        .extracting(r -> r.origin() + ' ' + r.reason())
        .containsExactly("captures-0@1 " + RejectReason.COUNT_FAILED);
    assertThat(answer.counts().get(minute).tally().live()).isEqualTo(new Measures(2, 150, 0, 0));
  }

  private void damageTheLedger(SimulatedTasks of) {
    of.append(LogRecords.of(FORMATS.log(), document(KEY, 100, Duration.ofMinutes(2)), 0));
    of.processAll();
    var ledger = of.ledgerStore(0, Names.LEDGER);
    ledger.put(ledger.all().next().key, new byte[] {9});
  }

  private double total(String what) {
    return tasks.metrics().stream()
        .flatMap(metrics -> metrics.metrics().values().stream())
        .filter(m -> m.metricName().group().equals(LiveSensors.GROUP))
        .filter(m -> m.metricName().name().equals(what + "-total"))
        .mapToDouble(m -> (double) m.metricValue())
        .sum();
  }
}
