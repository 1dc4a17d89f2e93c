package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.generator.ArrivalPlan;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LiveArrivals;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.topics.LiveSide;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.spec.Spec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 3 of the contract, the hard way: while rows are inserted and changed all the time, the
 * collector is killed in its snapshot, at the hand-over and in its change stream, and instances of
 * the live side are killed, join and leave. In the end every window equals SQL, and every version
 * of a row is in exactly one class.
 */
class KillsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long ROWS = 4_000;
  private static final long ALL_ROWS = 40_000;
  private static final long LIVE_INDEX = 1_000_000;
  private static final double LIVE_ROWS_PER_SECOND = 60;

  @TempDir Path folder;

  private final long startedNs = System.nanoTime();
  private final long seed = Long.getLong("kills.seed", System.nanoTime());

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void shouldCountEverythingOnceWhoeverIsKilled() throws Exception {
    System.out.println("KillsIT: seed " + seed + " (again with -Dkills.seed=" + seed + ")");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Deployment deployment = new Deployment("kills", folder);
        Instances instances = new Instances(deployment, PATIENCE)) {
      ChangingTable table = new ChangingTable(deployment::connection);
      try (TableWriter old = writer(table, deployment, 0, spreadArrivals());
          TableWriter live = writer(table, deployment, LIVE_INDEX, liveArrivals())) {
        for (int i = 0; i < ROWS; i += 500) {
          old.insert(500);
        }
        say(startedNs, "%d rows loaded", ROWS);
        List<Future<Void>> writing = List.of(start(threads, old), start(threads, live));
        Future<Void> counting = threads.submit(() -> new LiveSideKills(instances, startedNs).run());
        CollectorKills collecting =
            new CollectorKills(deployment, table, new Random(seed + 3), startedNs, PATIENCE);
        collecting.run();
        await(counting);
        old.stop();
        live.stop();
        for (Future<Void> writer : writing) {
          await(writer);
        }
        say(startedNs, "documents of all times: %s", old);
        say(startedNs, "documents of now: %s", live);
        LogWatch log = collecting.finish(table.nowMs());
        instances.awaitCounted();
        say(startedNs, "all is counted");
        table.forget(old.neverSeen(log));
        table.forget(live.neverSeen(log));
        compare(deployment, table);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private ArrivalPlan spreadArrivals() {
    return new SpreadArrivals(seed, LoadProfile.standard(), Instant.now(), ALL_ROWS);
  }

  private static ArrivalPlan liveArrivals() {
    return new LiveArrivals(LIVE_INDEX, System.currentTimeMillis(), LIVE_ROWS_PER_SECOND);
  }

  private TableWriter writer(
      ChangingTable table, Deployment deployment, long firstIndex, ArrivalPlan arrivals)
      throws SQLException {
    return new TableWriter(
        table,
        new DocumentGenerator(seed, LoadProfile.standard(), arrivals),
        firstIndex,
        new Random(seed + firstIndex),
        () -> isStreamed(table, deployment.slot()));
  }

  private static boolean isStreamed(ChangingTable table, String slot) {
    try {
      return table.isStreamed(slot);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Future<Void> start(ExecutorService threads, TableWriter writer) {
    return threads.submit(
        (Callable<Void>)
            () -> {
              writer.run();
              return null;
            });
  }

  private static void await(Future<Void> work) throws Exception {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  private static long sum(Map<?, Long> values) {
    return values.values().stream().mapToLong(Long::longValue).sum();
  }

  private void compare(Deployment deployment, ChangingTable table) throws SQLException {
    Spec spec = deployment.spec();
    TopicReader reader = new TopicReader(deployment.kafka());
    LogSide log = LogSide.read(reader, deployment.topics(), deployment.schemas(), spec);
    LiveSide live = new LiveSide(reader, deployment.topics(), deployment.schemas());
    try (Connection connection = deployment.connection()) {
      SqlOpinion sql = SqlOpinion.of(connection, ChangingTable.VERSIONS, spec);
      List<Long> classified = new ArrayList<>();
      sql.rowClasses(version -> classified.add(version.rowId()));
      Opinion bySql =
          withRedeliveries(
              Opinion.of("sql", sql.tallies(), sql.quality(), sql.rejectedRows()),
              log.captures() - sum(sql.quality()));
      Comparison comparison =
          Comparison.of(
              List.of(
                  bySql,
                  Opinion.of("reference", log.tallies(), log.quality(), log.rejectedRows()),
                  Opinion.of("live", live.tallies(), live.quality(), log.rejectedRows())));
      say(startedNs, "quality: %s", bySql.quality());
      say(
          startedNs,
          "%d windows and %d verdicts compared: %d differ",
          comparison.windows().size(),
          comparison.verdicts(),
          comparison.differences().size());
      assertThat(comparison.differences()).isEmpty();
      assertThat(comparison.qualityDifferences()).isEmpty();
      assertThat(comparison.windows()).isNotEmpty();
      assertThat(classified).doesNotHaveDuplicates().hasSize((int) table.versions());
      assertThat(log.capturedRows() + log.rejectedRows()).isEqualTo(table.rows());
      assertThat(sum(live.quality())).isEqualTo(log.captures());
    }
  }

  /** SQL knows every version, but not how often kills had it delivered again. */
  private static Opinion withRedeliveries(Opinion sql, long more) {
    SortedMap<String, Long> quality = new TreeMap<>(sql.quality());
    quality.merge("redelivery", more, Long::sum);
    return new Opinion(sql.name(), sql.parts(), sql.tallies(), quality);
  }
}
