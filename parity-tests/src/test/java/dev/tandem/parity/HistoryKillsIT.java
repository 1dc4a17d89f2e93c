package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;

import dev.tandem.domain.Capture;
import dev.tandem.localstack.topics.CountingDone;
import dev.tandem.localstack.topics.HistoryDone;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.parity.report.ParityReport;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 3 of the contract over both engines: while captures are appended to one log, each app is
 * killed three times wherever it is, and started again by the same command. In the end SQL =
 * reference = live = history in every window and part.
 */
class HistoryKillsIT {
  private static final long CAPTURES = Long.getLong("kills.captures", 20_000);
  private static final Child.Life LIFE = CAPTURES > 50_000 ? Child.Life.LONG : Child.Life.SHORT;
  private static final int KILLS = 3;
  private static final Duration PATIENCE =
      Duration.ofMinutes(4).plus(Duration.ofMillis(4 * CAPTURES));

  /** The last captures come when nobody is killed any more: by them one sees who is at the end. */
  private static final long HELD_FROM = CAPTURES * 19 / 20;

  private static final String LIVE = "streams-app";
  private static final String HISTORY = "beam-app";

  @TempDir Path folder;

  private final long startedNs = System.nanoTime();
  private final long seed = Long.getLong("kills.seed", System.nanoTime());

  @Test
  void shouldAnswerAsSqlInBothEnginesWhoeverIsKilled() throws Exception {
    System.out.println(
        "HistoryKillsIT: "
            + CAPTURES
            + " captures, seed "
            + seed
            + " (again with -Dkills.captures="
            + CAPTURES
            + " -Dkills.seed="
            + seed
            + ")");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Deployment deployment = new Deployment("historykills", folder, specFile(), LIFE);
        LogWriter writer = new LogWriter(deployment);
        EngineWatch watch = new EngineWatch(deployment)) {
      int port = FreePort.find();
      AppKills live = kills(LIVE, watch, life -> deployment.streamsApp("a", life, port, List.of()));
      AppKills history =
          kills(HISTORY, watch, life -> deployment.history().start("run", "EMBEDDED", life));
      LogAppender appender =
          new LogAppender(
              new LongLog(seed, CAPTURES),
              writer,
              CAPTURES / 5,
              HELD_FROM,
              () -> Math.min(watch.taken(LIVE), watch.taken(HISTORY)));
      List<Future<Void>> work = Stream.of(appender, live, history).map(threads::submit).toList();
      Callable<Boolean> killed =
          () -> {
            for (Future<Void> done : work) {
              if (done.isDone()) {
                done.get();
              }
            }
            return work.get(1).isDone() && work.get(2).isDone();
          };
      await("the kills", killed);
      appender.release();
      await(
          "the last captures", () -> live.isAlive() && history.isAlive() && appender.hasAppended());
      awaitCounted(deployment, () -> live.isAlive() && history.isAlive());
      say(startedNs, "all is counted");
      appender.stop();
      work.get(0).get();
      live.stop();
      history.stop();
      LogComparison comparison = new LogComparison(deployment, startedNs);
      comparison.assertSame(this::captures, CAPTURES);
      ParityReport.ofBuild().put("2-kills", List.of(comparison.section(note())));
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * The default spec with fewer overlapping windows, of which the live side forgets none and
   * history says changes soon.
   */
  private Path specFile() throws IOException {
    String soon = LIFE == Child.Life.LONG ? "30s" : "5s";
    return Files.writeString(
        folder.resolve("spec.yaml"),
        SpecReader.defaultText()
            .replace("every: 5m", "every: 30m")
            .replaceAll(
                "(?m)^( *)retention: .*$",
                "$1retention: unbounded\n$1history: { early: " + soon + ", late: " + soon + " }"));
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "%,d captures, seed %d, %d kills of each app, %d seconds; history on portable Flink,"
            + " EMBEDDED.",
        CAPTURES,
        seed,
        KILLS,
        (System.nanoTime() - startedNs) / 1_000_000_000);
  }

  private AppKills kills(String engine, EngineWatch watch, AppKills.Starting starting) {
    return new AppKills(
        starting,
        watch,
        engine,
        new Random(seed + engine.hashCode())
            .doubles(KILLS, 0.02, 0.9)
            .sorted()
            .mapToLong(place -> (long) (place * CAPTURES))
            .toArray(),
        PATIENCE,
        startedNs);
  }

  /** What the log holds, made again. */
  private Iterator<Capture> captures() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(new LongLog(seed, CAPTURES), 0), false)
        .flatMap(block -> block.captures().stream())
        .iterator();
  }

  private static void awaitCounted(Deployment deployment, Callable<Boolean> alive) {
    TopicReader reader = new TopicReader(deployment.kafka());
    Map<TopicPartition, Long> ends = reader.ends(reader.partitions(deployment.topics().captures()));
    CountingDone live =
        new CountingDone(
            deployment.kafka(),
            deployment.topics(),
            deployment.schemas(),
            deployment.applicationId(),
            Deployment.PARTITIONS);
    HistoryDone history =
        new HistoryDone(
            deployment.kafka(),
            deployment.topics(),
            deployment.schemas(),
            deployment.spec(),
            InstantSource.system(),
            ends);
    await("the live side", () -> alive.call() && live.reached(ends));
    await("history", () -> alive.call() && history.reached());
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(condition);
  }
}
