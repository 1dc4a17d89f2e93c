package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.parity.SinkReader.Said;
import dev.tandem.streams.topology.ManyCaptures;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.HistoryFormat.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream as it is shipped, on portable Flink, killed and gone on: every sink ends at the versions
 * that its topic ends at, and then has the reference's numbers in every window.
 */
class StreamSinksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final long SEED = 20_261_122;
  private static final int KEYS = 300;
  private static final long BEGIN_MS = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  @TempDir Path folder;

  @Test
  void shouldEndAtTheTopicsVersionsInEverySink() throws Exception {
    try (Deployment deployment = new Deployment("streamsinks", folder);
        LogWriter log = new LogWriter(deployment)) {
      List<Capture> captures = ManyCaptures.of(new Random(SEED), KEYS);
      int half = captures.size() / 2;
      log.mark(Mark.Kind.SNAPSHOT_STARTED, BEGIN_MS);
      log.mark(Mark.Kind.SNAPSHOT_FINISHED, BEGIN_MS);
      captures.subList(0, half).forEach(log::write);
      Child run = run(deployment, 1);
      log.flush();
      HistoryWait.untilSaid(deployment, run, log::beat);
      run.kill();
      captures.subList(half, captures.size()).forEach(log::write);
      Child again = run(deployment, 2);
      log.flush();
      HistoryWait.untilSaid(deployment, again, log::beat);
      assertThat(again.hasSaid("history: goes on from checkpoint ")).isTrue();

      SortedMap<CountKey, Tally> expected = reference(deployment, captures);
      SortedMap<CountKey, Said> topic = SinkReader.highest(topic(deployment));
      assertAgree("kafka", topic, expected);
      SinkReader sinks = new SinkReader(deployment.spec());
      assertEnds("avro", () -> sinks.avro(folder.resolve("avro")), topic, expected);
      assertEnds("parquet", () -> sinks.parquet(folder.resolve("parquet")), topic, expected);
      try (Connection connection = deployment.connection()) {
        assertEnds("postgresql", () -> sinks.table(connection, "history_counts"), topic, expected);
      }
      again.check();
    }
  }

  private Child run(Deployment deployment, int life) throws IOException {
    return deployment
        .history()
        .start(
            "run",
            "EMBEDDED",
            life,
            "--sink",
            "kafka",
            "--sink",
            "avro:" + folder.resolve("avro"),
            "--sink",
            "parquet:" + folder.resolve("parquet"),
            "--sink",
            deployment.databaseSink(),
            "--file-interval",
            "2s");
  }

  /** What a stream answers: EXPIRED goes elsewhere. */
  private static SortedMap<CountKey, Tally> reference(
      Deployment deployment, List<Capture> captures) {
    ReferenceCounter reference =
        new ReferenceCounter(deployment.spec().counted(), deployment.spec().maxFutureMs());
    captures.forEach(reference::add);
    SortedMap<CountKey, Tally> expected = new TreeMap<>(reference.tallies());
    expected.replaceAll((key, tally) -> new Tally(tally.live(), tally.late(), Measures.ZERO));
    expected.values().removeIf(Tally::isZero);
    return expected;
  }

  private static List<Said> topic(Deployment deployment) {
    String topic = deployment.topics().historyCounts();
    HistoryFormat format = new HistoryFormat(deployment.schemas(), topic);
    List<Said> found = new ArrayList<>();
    new TopicReader(deployment.kafka())
        .read(
            topic,
            record -> {
              HistoryFormat.History said = format.read(record.value());
              found.add(new Said(said.key(), said.version(), said.tally()));
            });
    return found;
  }

  /** What a sink is waited for by are versions: numbers are looked at once. */
  private static void assertEnds(
      String name,
      Callable<List<Said>> sink,
      SortedMap<CountKey, Said> topic,
      SortedMap<CountKey, Tally> expected)
      throws Exception {
    await(name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(versions(SinkReader.highest(sink.call())).equals(versions(topic)))
                    .as(name + " ends at the topic's versions")
                    .isTrue());
    assertAgree(name, SinkReader.highest(sink.call()), expected);
  }

  private static SortedMap<CountKey, Version> versions(SortedMap<CountKey, Said> all) {
    SortedMap<CountKey, Version> versions = new TreeMap<>();
    all.forEach((key, said) -> versions.put(key, said.version()));
    return versions;
  }

  private static void assertAgree(
      String name, SortedMap<CountKey, Said> said, SortedMap<CountKey, Tally> expected) {
    SortedMap<CountKey, Tally> found = new TreeMap<>();
    said.forEach((key, pane) -> found.put(key, pane.tally()));
    found.values().removeIf(Tally::isZero);
    System.out.printf("StreamSinksIT: %s, %d windows compared%n", name, found.size());
    assertThat(found).isNotEmpty().isEqualTo(expected);
  }
}
