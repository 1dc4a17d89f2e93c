package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.topics.HistoryDone;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The history side as it is shipped, on portable Flink, over a log that a collector wrote: as a
 * backfill and as a stream it gives the numbers of SQL and the reference, in every part (contract,
 * section 7, laws 1 and 3).
 */
class HistoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long SEED = 20_261_122;
  private static final int ROWS = 2_000;

  @TempDir Path folder;

  @Test
  void shouldAnswerAsSqlInEveryPartAsABackfillAndAsAStream() throws Exception {
    try (Deployment deployment = new Deployment("history", folder)) {
      ChangingTable table = new ChangingTable(deployment::connection);
      load(table);
      assertThat(
              deployment.collector("only", deployment.databasePort(), "--until-caught-up").await())
          .isZero();
      TopicReader reader = new TopicReader(deployment.kafka());
      LogSide log =
          LogSide.read(reader, deployment.topics(), deployment.schemas(), deployment.spec());
      HistorySide history = new HistorySide(reader, deployment.topics(), deployment.schemas());

      Child stream = deployment.beamApp("run", "EMBEDDED");
      Child backfill = deployment.beamApp("backfill", "LOOPBACK");
      assertThat(backfill.await(PATIENCE)).as(backfill::tail).isZero();
      assertAgree(deployment, log, "backfill", history.backfilled());
      deployment.collector("heartbeats", deployment.databasePort());
      awaitSaid(deployment, stream);
      assertAgree(deployment, log, "stream", history.streamed());
    }
  }

  private static void load(ChangingTable table) throws SQLException {
    DocumentGenerator documents =
        new DocumentGenerator(
            SEED,
            LoadProfile.standard(),
            new SpreadArrivals(SEED, LoadProfile.standard(), Instant.now(), ROWS));
    try (TableWriter writer = new TableWriter(table, documents, 0, new Random(SEED), () -> false)) {
      writer.insert(ROWS);
    }
  }

  private static void awaitSaid(Deployment deployment, Child stream) {
    HistoryDone done =
        HistoryDone.withTheLogAsItIs(
            deployment.kafka(),
            deployment.topics(),
            deployment.schemas(),
            deployment.spec(),
            InstantSource.system());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              stream.check();
              assertThat(done.reached()).as(done::waitingFor).isTrue();
            });
  }

  private static void assertAgree(
      Deployment deployment, LogSide log, String name, SortedMap<CountKey, Tally> found)
      throws SQLException {
    try (Connection connection = deployment.connection()) {
      SqlOpinion sql = SqlOpinion.of(connection, ChangingTable.VERSIONS, deployment.spec());
      System.out.printf("HistoryIT: %s, %d windows compared%n", name, found.size());
      assertThat(found).isNotEmpty().isEqualTo(sql.tallies()).isEqualTo(log.tallies());
    }
  }
}
