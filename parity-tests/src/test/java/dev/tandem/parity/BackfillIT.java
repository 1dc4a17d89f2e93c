package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.streams.topology.ManyCaptures;
import dev.tandem.wire.LogFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill as it is shipped, on portable Flink, over a log whose partitions end in markers of
 * transactions, one of which is empty and one of which holds only what was taken back: it ends, and
 * every sink has the reference's numbers in every window and part.
 */
class BackfillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final long SEED = 20_261_122;
  private static final int KEYS = 2_000;
  private static final int TRANSACTION = 500;
  private static final int EMPTY = 1;
  private static final int ABORTED = 3;
  private static final String FROM = "2026-02-27";
  private static final String TO = "2026-02-28T12:00:00Z";

  @TempDir Path folder;

  @Test
  void shouldEndAndGiveTheReferencesNumbersInEverySink() throws Exception {
    try (Deployment deployment = new Deployment("backfill", folder)) {
      List<Capture> captures = write(deployment);
      SortedMap<CountKey, Tally> expected = reference(deployment, captures);
      HistorySide history =
          new HistorySide(
              new TopicReader(deployment.kafka()), deployment.topics(), deployment.schemas());
      SinkReader sinks = new SinkReader(deployment.spec());

      Child all =
          run(
              deployment,
              "all",
              "--harness",
              "LOOPBACK",
              "--sink",
              "kafka",
              "--sink",
              "avro:" + folder.resolve("avro"),
              "--sink",
              "parquet:" + folder.resolve("parquet"),
              "--sink",
              deployment.databaseSink());

      assertThat(
              all.hasSaid("backfill: %,d captures counted, 0 rejected".formatted(captures.size())))
          .as(all::tail)
          .isTrue();
      assertAgree("kafka", history.backfilled(), expected);
      assertAgree("avro", SinkReader.once(sinks.avro(folder.resolve("avro"))), expected);
      assertAgree("parquet", SinkReader.once(sinks.parquet(folder.resolve("parquet"))), expected);
      try (Connection connection = deployment.connection()) {
        assertAgree(
            "postgresql", SinkReader.once(sinks.table(connection, "history_backfill")), expected);
        shouldReplaceOnlyWhatIsOlder(deployment, connection, sinks, expected);
      }
    }
  }

  /**
   * One row is made older than any run, another one newer: the next run, through a job server in
   * another process, replaces the former.
   */
  private void shouldReplaceOnlyWhatIsOlder(
      Deployment deployment,
      Connection connection,
      SinkReader sinks,
      SortedMap<CountKey, Tally> expected)
      throws SQLException, IOException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update history_backfill set live_documents = live_documents + 1000, run = 1"))
          .isEqualTo(SinkReader.once(sinks.table(connection, "history_backfill")).size());
      assertThat(
              statement.executeUpdate(
                  "update history_backfill set run = "
                      + Long.MAX_VALUE
                      + " where window_start < '"
                      + FROM
                      + "T03:00:00Z'"))
          .isPositive();
    }
    SortedMap<CountKey, Tally> changed =
        SinkReader.once(sinks.table(connection, "history_backfill"));

    try (JobServer server = new JobServer(folder.resolve("artifacts"), deployment.logs())) {
      run(
          deployment,
          "some",
          "--jobEndpoint",
          server.endpoint(),
          "--harness",
          "LOOPBACK",
          "--from",
          FROM,
          "--to",
          TO,
          "--sink",
          deployment.databaseSink(),
          "--sink",
          "avro:" + folder.resolve("some"));
    }

    long fromMs = Instant.parse(FROM + "T00:00:00Z").toEpochMilli();
    long toMs = Instant.parse(TO).toEpochMilli();
    SortedMap<CountKey, Tally> limited = new TreeMap<>(expected);
    limited
        .keySet()
        .removeIf(key -> key.window().startMs() < fromMs || key.window().startMs() >= toMs);
    assertThat(limited).hasSizeLessThan(expected.size());
    assertAgree("from/to", SinkReader.once(sinks.avro(folder.resolve("some"))), limited);
    long newerBeforeMs = Instant.parse(FROM + "T03:00:00Z").toEpochMilli();
    changed.replaceAll(
        (key, tally) ->
            newerBeforeMs <= key.window().startMs() && key.window().startMs() < toMs
                ? expected.getOrDefault(key, Tally.ZERO)
                : tally);
    assertThat(SinkReader.once(sinks.table(connection, "history_backfill"))).isEqualTo(changed);
  }

  private static Child run(Deployment deployment, String life, String... arguments)
      throws IOException, InterruptedException {
    Child backfill = deployment.history().backfill(life, arguments);
    assertThat(backfill.await(PATIENCE)).as(backfill::tail).isZero();
    return backfill;
  }

  /** Returns what is committed. */
  private static List<Capture> write(Deployment deployment) throws Exception {
    List<Capture> captures = ManyCaptures.of(new Random(SEED), KEYS);
    String topic = deployment.topics().captures();
    try (TransactionalLog log =
        new TransactionalLog(
            deployment.kafka(),
            topic,
            Deployment.PARTITIONS,
            new LogFormat(deployment.schemas(), topic))) {
      log.abort(captures.stream().filter(c -> log.partition(c) == ABORTED).limit(50).toList());
      List<Capture> committed =
          captures.stream()
              .filter(c -> log.partition(c) != EMPTY && log.partition(c) != ABORTED)
              .toList();
      for (int from = 0; from < committed.size(); from += TRANSACTION) {
        log.commit(committed.subList(from, Math.min(from + TRANSACTION, committed.size())));
      }
      return committed;
    }
  }

  private static SortedMap<CountKey, Tally> reference(
      Deployment deployment, List<Capture> captures) {
    ReferenceCounter reference =
        new ReferenceCounter(deployment.spec().counted(), deployment.spec().maxFutureMs());
    captures.forEach(reference::add);
    return reference.tallies();
  }

  private static void assertAgree(
      String name, SortedMap<CountKey, Tally> found, SortedMap<CountKey, Tally> expected) {
    SortedMap<CountKey, Tally> notZero = new TreeMap<>(found);
    notZero.values().removeIf(Tally::isZero);
    System.out.printf("BackfillIT: %s, %d windows compared%n", name, notZero.size());
    assertThat(notZero).isNotEmpty().isEqualTo(expected);
  }
}
