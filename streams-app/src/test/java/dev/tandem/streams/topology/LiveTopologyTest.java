package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.Mark;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTopologyTest {
  private static final String KEY = "35180834128745000152550010000476051695511860";
  private static final long ISSUED_MS = Instant.parse("2018-08-15T19:16:57Z").toEpochMilli();
  private static final String YAML =
      """
      metrics:
        - name: minute
          time: issued
          window: { tumbling: 1m }
          dimensions: [issuer, model]
          lateness: { live: 2h, history: 90d }
      """;

  private final Spec spec = new SpecReader().read("test", YAML);
  private final LiveFormats formats =
      LiveFormats.of(new Schemas(RegistrySettings.of("mock://live-topology")), Topics.DEFAULT);
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<byte[], byte[]> captures =
      driver.createInputTopic("captures", new ByteArraySerializer(), new ByteArraySerializer());

  private TopologyTestDriver driver() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "live-topology-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return new TopologyTestDriver(
        LiveTopology.build(
            new LiveSettings(spec, Topics.DEFAULT, 1), formats, TallyListener.NONE, config),
        config);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldCountADocumentAndItsCancellationInTheDocumentsWindow() {
    send(capture(1, document(61_037), ISSUED_MS + 1_000));
    send(capture(2, cancellation(), ISSUED_MS + Duration.ofHours(3).toMillis()));

    List<CountFormat.Count> counts =
        output("live-counts").readValuesToList().stream().map(formats.counts()::read).toList();
    long startMs = Instant.parse("2018-08-15T19:16:00Z").toEpochMilli();
    CountKey key =
        new CountKey(
            spec.counted().get(0).id(),
            List.of("34128745000152", "55"),
            new Window(startMs, startMs + 60_000));
    assertThat(counts)
        .containsExactly(
            new CountFormat.Count(
                key, new Tally(new Measures(1, 61_037, 0, 0), Measures.ZERO, Measures.ZERO), false),
            new CountFormat.Count(
                key,
                new Tally(
                    new Measures(1, 61_037, 0, 0), new Measures(0, 0, 1, 61_037), Measures.ZERO),
                false));
  }

  @Test
  void shouldTakeBackWhatABetterRankedCopySaysOtherwise() {
    send(capture(1, document(100), ISSUED_MS + 2_000));
    send(capture(2, document(250), ISSUED_MS + 1_000));

    List<CountFormat.Count> counts =
        output("live-counts").readValuesToList().stream()
            .filter(value -> value != null)
            .map(formats.counts()::read)
            .toList();
    assertThat(counts.get(counts.size() - 1).tally().live()).isEqualTo(new Measures(1, 250, 0, 0));
  }

  @Test
  void shouldSendWhatHasExpiredToItsTopicAndNotToTheTallies() {
    send(capture(1, document(100), ISSUED_MS + Duration.ofDays(91).toMillis()));

    assertThat(output("live-counts").isEmpty()).isTrue();
    var expired = formats.expired().read(output("captures-expired").readValue());
    assertThat(expired.changes()).hasSize(1);
    assertThat(expired.changes().get(0).measures()).isEqualTo(new Measures(1, 100, 0, 0));
    assertThat(expired.capture()).isEqualTo("main/public.documents/1");
  }

  @Test
  void shouldTellWhatExpiredInOneRecordPerCaptureAndMetric() {
    send(capture(1, document(100), ISSUED_MS + Duration.ofDays(92).toMillis()));
    send(capture(2, document(250), ISSUED_MS + Duration.ofDays(91).toMillis()));

    List<byte[]> notices = output("captures-expired").readValuesToList();
    assertThat(notices).hasSize(2);
    assertThat(formats.expired().read(notices.get(1)).changes())
        .extracting(change -> change.measures())
        .containsExactly(new Measures(-1, -100, 0, 0), new Measures(1, 250, 0, 0));
  }

  @Test
  void shouldRejectWhatIsNoCaptureWithItsPosition() {
    captures.pipeInput(KEY.getBytes(UTF_8), new byte[] {1, 2, 3});

    var rejection = formats.rejected().read(output("captures-rejected").readValue());
    assertThat(rejection.origin()).isEqualTo("captures-0@0");
    assertThat(rejection.reason()).isEqualTo(RejectReason.BAD_CAPTURE);
  }

  @Test
  void shouldPublishProgressAndQuality() {
    send(capture(1, document(100), ISSUED_MS + 1_000));
    send(capture(1, document(100), ISSUED_MS + 1_000));
    Instant appended = Instant.parse("2026-01-01T12:00:00Z");
    Mark mark = new Mark("main", Mark.Kind.HEARTBEAT, appended.toEpochMilli(), 1);
    captures.pipeInput(null, formats.log().write(mark), appended);
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    var progress = formats.progress().read(output("progress").readValue());
    assertThat(progress.nextOffset()).isEqualTo(3);
    assertThat(progress.watermarkMs()).isEqualTo(appended.minusSeconds(60).toEpochMilli());
    assertThat(output("quality-counts").readValuesToList().stream().map(formats.quality()::read))
        .extracting(count -> count.quality().qualityClass().text() + "=" + count.captures())
        .containsExactlyInAnyOrder("counted=1", "redelivery=1");
  }

  /** One that something agrees with stops it: see {@link UnreadableRecordsTest}. */
  @Test
  void shouldRejectAMarkForAnotherNumberOfPartitionsThatNothingAgreesWith() {
    captures.pipeInput(
        null, formats.log().write(new Mark("main", Mark.Kind.HEARTBEAT, ISSUED_MS, 8)));

    assertThat(
            output("captures-rejected").readValuesToList().stream().map(formats.rejected()::read))
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.origin()).isEqualTo("captures-0@0"));
  }

  @Test
  void shouldWaitForTheSlowestSourceAndForNoneBetweenTheMarksOfItsSnapshot() {
    Instant appended = Instant.parse("2026-01-01T12:00:00Z");
    long timeMs = appended.minusSeconds(600).toEpochMilli();
    sendMark("main", Mark.Kind.HEARTBEAT, timeMs, appended);
    assertThat(watermarkMs()).isEqualTo(timeMs - 60_000);

    sendMark("branch", Mark.Kind.SNAPSHOT_STARTED, timeMs, appended);
    assertThat(watermarkMs()).isEqualTo(ArrivalWatermark.UNDEFINED);
    sendMark("branch", Mark.Kind.HEARTBEAT, timeMs - 5_000, appended);
    sendMark("branch", Mark.Kind.SNAPSHOT_FINISHED, timeMs, appended);
    assertThat(watermarkMs()).isEqualTo(timeMs - 65_000);

    sendMark("branch", Mark.Kind.HEARTBEAT, appended.plusSeconds(600).toEpochMilli(), appended);
    assertThat(watermarkMs()).isEqualTo(timeMs - 60_000);
    sendMark("main", Mark.Kind.HEARTBEAT, appended.plusSeconds(600).toEpochMilli(), appended);
    assertThat(watermarkMs()).as("never beyond the append time").isEqualTo(appended.toEpochMilli());
  }

  private void sendMark(String source, Mark.Kind kind, long timeMs, Instant appended) {
    captures.pipeInput(null, formats.log().write(new Mark(source, kind, timeMs, 1)), appended);
  }

  /** As last published. */
  private long watermarkMs() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    List<byte[]> published = output("progress").readValuesToList();
    return formats.progress().read(published.get(published.size() - 1)).watermarkMs();
  }

  private void send(Capture capture) {
    captures.pipeInput(formats.log().key(capture), formats.log().write(capture));
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Capture capture(long row, FiscalRecord record, long arrivedMs) {
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(row)),
        0,
        new Digest(row, 0),
        0,
        arrivedMs,
        false,
        record);
  }

  private static Document document(long cents) {
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
            ISSUED_MS,
            ISSUED_MS - 10_800_000,
            TimePrecision.INSTANT,
            ISSUED_MS + 60_000);
    return new Document(KEY, facts, "100", true, Set.of());
  }

  private static Cancellation cancellation() {
    return new Cancellation(
        KEY, Cancellation.Form.EVENT, "110111", "135", true, ISSUED_MS + 120_000);
  }
}
