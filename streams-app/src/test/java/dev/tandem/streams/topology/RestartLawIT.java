package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.RunningTopology.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 5 of the contract (section 7): a restart between two captures never changes the verdict of
 * the second. The DSL's windows break it (KAFKA-20099): they drop by the largest event time that
 * their processor has seen since it was made. Kafka Streams commits the time of each source
 * partition with its offsets and restores it, but no window asks for that.
 */
class RestartLawIT {
  private static final String ISSUER = "34128745000152";
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Window WINDOW =
      new Window(START.toEpochMilli(), START.plusSeconds(60).toEpochMilli());
  private static final Duration SIZE = Duration.ofMinutes(1);
  private static final Duration LIVE = Duration.ofHours(2);
  private static final Duration LATER = Duration.ofMinutes(150);
  private static final String DSL_COUNTS = "dsl-counts";
  private static final String YAML =
      """
      metrics:
        - name: documents-by-issuer-minute
          time: issued
          window: { tumbling: 1m }
          dimensions: [issuer]
          lateness: { live: 2h, history: 90d }
      """;

  private final Spec spec = new SpecReader().read("test", YAML);

  @TempDir private Path stateDirectories;

  /** What is said of the window that the late document belongs to. */
  private record Outcome(List<Long> dslSaid, double dslDropped, Tally ours) {}

  @Test
  void shouldGiveTheSameVerdictAfterARestartWhereTheDslWindowDoesNot() throws Exception {
    Outcome without = countALateDocument("without-restart-", false);
    Outcome with = countALateDocument("with-restart-", true);

    assertThat(without.dslSaid()).containsExactly(1L);
    assertThat(without.dslDropped()).isEqualTo(1);
    assertThat(with.dslSaid()).as("it counts what it drops otherwise").containsExactly(1L, 2L);
    assertThat(with.dslDropped()).isZero();

    Measures one = new Measures(1, 100, 0, 0);
    assertThat(without.ours()).isEqualTo(new Tally(one, one, Measures.ZERO));
    assertThat(with.ours()).isEqualTo(without.ours());
  }

  /**
   * One document in time, one three hours later, and one that is late for the first one's window.
   */
  private Outcome countALateDocument(String prefix, boolean restart) throws Exception {
    Topics topics = new Topics(prefix);
    try (BrokerLog log = new BrokerLog(topics, 1);
        RunningTopology ours = ours(log, topics);
        RunningTopology dsl = dsl(log, topics)) {
      log.create(topics.prefix() + DSL_COUNTS, 1, Map.of());
      ours.start();
      dsl.start();
      append(log, 1, Duration.ofSeconds(10), Duration.ofSeconds(20));
      append(log, 2, LATER, LATER);
      awaitCounted(log, topics);
      if (restart) {
        ours.stop();
        dsl.stop();
        ours.start();
        dsl.start();
      }
      append(log, 3, Duration.ofSeconds(40), LATER.plusSeconds(10));
      awaitCounted(log, topics);

      CountKey key = new CountKey(spec.counted().get(0).id(), List.of(ISSUER), WINDOW);
      return new Outcome(dslSaid(log, topics), dropped(dsl), log.answer().tallies().get(key));
    }
  }

  private RunningTopology ours(BrokerLog log, Topics topics) {
    LiveSettings settings = new LiveSettings(spec, topics, 1);
    return running(
        topics.prefix() + "ours",
        config -> LiveTopology.build(settings, log.formats(), TallyListener.NONE, config));
  }

  private RunningTopology dsl(BrokerLog log, Topics topics) {
    return running(
        topics.prefix() + "dsl", config -> dslTopology(log.formats().log(), topics, config));
  }

  private RunningTopology running(String application, Function<Properties, Topology> topology) {
    return new RunningTopology(
        application,
        stateDirectories.resolve(application),
        topology,
        Map.of(),
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  /** The same question in the DSL's own terms. */
  private static Topology dslTopology(LogFormat format, Topics topics, Properties config) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            topics.captures(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor(
                    (record, time) -> facts(format, (byte[]) record.value()).issuedMs()))
        .groupBy(
            (key, value) -> facts(format, value).issuer().text(),
            Grouped.with("issuers", Serdes.String(), Serdes.ByteArray()))
        .windowedBy(TimeWindows.ofSizeAndGrace(SIZE, LIVE))
        .count()
        .toStream((key, count) -> Long.toString(key.window().start()))
        .to(topics.prefix() + DSL_COUNTS, Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build(config);
  }

  private static Facts facts(LogFormat format, byte[] value) {
    return ((Document) ((Capture) format.read(value)).record()).facts();
  }

  private static void awaitCounted(BrokerLog log, Topics topics) {
    for (List<String> names :
        List.of(
            List.of("ours", "ours-contributions-repartition"),
            List.of("dsl", "dsl-issuers-repartition"))) {
      String application = topics.prefix() + names.get(0);
      await(() -> log.isDrained(application, List.of(topics.captures())));
      await(() -> log.isDrained(application, List.of(topics.prefix() + names.get(1))));
    }
  }

  /** What the DSL has said of the window, in order. */
  private static List<Long> dslSaid(BrokerLog log, Topics topics) {
    List<Long> said = new ArrayList<>();
    log.read(
        List.of(topics.prefix() + DSL_COUNTS),
        record -> {
          if (new String(record.key(), UTF_8).equals(Long.toString(WINDOW.startMs()))) {
            said.add(ByteBuffer.wrap(record.value()).getLong());
          }
        });
    return said;
  }

  private static double dropped(RunningTopology dsl) {
    return dsl.streams().metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("dropped-records-total"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .sum();
  }

  private static void append(BrokerLog log, int number, Duration issued, Duration arrived)
      throws Exception {
    long issuedMs = START.plus(issued).toEpochMilli();
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj(ISSUER),
            "",
            "SP",
            "4.00",
            "1",
            "1",
            "1",
            100,
            issuedMs,
            issuedMs,
            TimePrecision.INSTANT,
            issuedMs);
    String key = "3526033412874500015255" + String.format("%022d", number);
    Capture capture =
        new Capture(
            new Row("main", "public.documents", PrimaryKey.of(number)),
            0,
            Digest.of(key.getBytes(UTF_8)),
            0,
            START.plus(arrived).toEpochMilli(),
            false,
            new Document(key, facts, "100", true, Set.of()));
    log.append(LogRecords.of(log.formats().log(), capture, 0));
    log.flush();
  }
}
