package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.wire.RejectionFormat;
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
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The history side as it is shipped, on portable Flink, over a log that a collector wrote: as a
 * backfill and as a stream it gives the numbers of SQL and the reference, in every part (contract,
 * section 7, laws 1 and 3).
 */
class HistoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long SEED = 20_261_122;
  private static final int ROWS = 1_000;

  @TempDir Path folder;

  @Test
  void shouldAnswerAsSqlInEveryPartAsABackfillAndAsAStreamThatWasKilled() throws Exception {
    try (Deployment deployment = new Deployment("history", folder)) {
      ChangingTable table = new ChangingTable(deployment::connection);
      insert(table, 0);
      collect(deployment, "first");
      Child run = deployment.history().start("run", "EMBEDDED");
      Child backfill = deployment.history().start("backfill", "LOOPBACK");
      assertThat(backfill.await(PATIENCE)).as(backfill::tail).isZero();
      assertAgree(deployment, "backfill", HistorySide::backfilled);
      Child heartbeats = deployment.collector("second", deployment.databasePort());
      HistoryWait.untilSaid(deployment, run, () -> {});
      assertAgree(deployment, "stream", HistorySide::streamed);

      run.kill();
      heartbeats.stop();
      insert(table, ROWS);
      collect(deployment, "third");
      deployment.collector("fourth", deployment.databasePort());
      Child again = deployment.history().start("run", "EMBEDDED");
      HistoryWait.untilSaid(deployment, again, () -> {});

      assertThat(again.hasSaid("history: goes on from checkpoint ")).isTrue();
      assertAgree(deployment, "stream that was killed", HistorySide::streamed);
    }
  }

  @Test
  void shouldRejectWhatCannotBeReadWithItsPlace() throws Exception {
    try (Deployment deployment = new Deployment("poison", folder)) {
      insert(new ChangingTable(deployment::connection), 0);
      collect(deployment, "first");
      Map<String, RejectReason> poison = new TreeMap<>();
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              deployment.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
        byte[] key = "key".getBytes(UTF_8);
        int home = Utils.toPositive(Utils.murmur2(key)) % Deployment.PARTITIONS;
        int elsewhere = (home + 1) % Deployment.PARTITIONS;
        byte[] value = {0, 1, 2};
        String topic = deployment.topics().captures();
        ConsumerRecord<byte[], byte[]> capture = capture(deployment);
        int besides = (capture.partition() + 1) % Deployment.PARTITIONS;
        poison.put(
            place(producer.send(new ProducerRecord<>(topic, home, key, value)).get()),
            RejectReason.BAD_CAPTURE);
        poison.put(
            place(producer.send(new ProducerRecord<>(topic, home, key, null)).get()),
            RejectReason.BAD_CAPTURE);
        poison.put(
            place(producer.send(new ProducerRecord<>(topic, elsewhere, key, value)).get()),
            RejectReason.BAD_CAPTURE);
        poison.put(
            place(
                producer
                    .send(new ProducerRecord<>(topic, besides, capture.key(), capture.value()))
                    .get()),
            RejectReason.WRONG_PARTITION);
      }
      deployment.collector("second", deployment.databasePort());

      HistoryWait.untilSaid(deployment, deployment.history().start("run", "EMBEDDED"), () -> {});

      RejectionFormat format =
          new RejectionFormat(deployment.schemas(), deployment.topics().rejected());
      Map<String, RejectReason> rejected = new TreeMap<>();
      new TopicReader(deployment.kafka())
          .read(
              deployment.topics().rejected(),
              record -> {
                Rejection said = format.read(record.value());
                rejected.put(said.origin(), said.reason());
              });
      assertThat(rejected).containsAllEntriesOf(poison);
      assertAgree(deployment, "stream of a poisoned log", HistorySide::streamed);
    }
  }

  /** A capture of the log; marks have no key. */
  private static ConsumerRecord<byte[], byte[]> capture(Deployment deployment) {
    List<ConsumerRecord<byte[], byte[]>> captures = new ArrayList<>();
    new TopicReader(deployment.kafka())
        .read(
            deployment.topics().captures(),
            record -> {
              if (record.key() != null && captures.isEmpty()) {
                captures.add(record);
              }
            });
    return captures.get(0);
  }

  private static String place(RecordMetadata at) {
    return at.topic() + '-' + at.partition() + '@' + at.offset();
  }

  private static void collect(Deployment deployment, String life) throws Exception {
    Child collector = deployment.collector(life, deployment.databasePort(), "--until-caught-up");
    assertThat(collector.await()).as(collector::tail).isZero();
  }

  private static void insert(ChangingTable table, long firstIndex) throws SQLException {
    DocumentGenerator documents =
        new DocumentGenerator(
            SEED,
            LoadProfile.standard(),
            new SpreadArrivals(SEED, LoadProfile.standard(), Instant.now(), 2L * ROWS));
    try (TableWriter writer =
        new TableWriter(table, documents, firstIndex, new Random(SEED), () -> false)) {
      writer.insert(ROWS);
    }
  }

  private static void assertAgree(
      Deployment deployment, String name, Function<HistorySide, SortedMap<CountKey, Tally>> answers)
      throws SQLException {
    TopicReader reader = new TopicReader(deployment.kafka());
    SortedMap<CountKey, Tally> found =
        answers.apply(new HistorySide(reader, deployment.topics(), deployment.schemas()));
    LogSide log =
        LogSide.read(reader, deployment.topics(), deployment.schemas(), deployment.spec());
    try (Connection connection = deployment.connection()) {
      SqlOpinion sql = SqlOpinion.of(connection, ChangingTable.VERSIONS, deployment.spec());
      System.out.printf("HistoryIT: %s, %d windows compared%n", name, found.size());
      assertThat(found).isNotEmpty().isEqualTo(sql.tallies()).isEqualTo(log.tallies());
    }
  }
}
