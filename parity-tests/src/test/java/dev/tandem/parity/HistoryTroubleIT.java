package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.streams.app.ForeignSchema;
import dev.tandem.streams.app.LaggingRegistry;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The history side as it is shipped, where the registry lags as it starts and the log has records
 * in it that no collector wrote: only those are rejected, each with its place, all else counts.
 */
class HistoryTroubleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long SEED = 20_261_201;
  private static final int ROWS = 100;

  /** One thread that reads the log needs some 15 s for them. */
  private static final int REFUSALS = 12;

  private static final int OTHER_PARTITIONS = Deployment.PARTITIONS + 1;
  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

  @TempDir Path folder;

  /** What must be found wrong, by place. */
  private final Map<String, String> expected = new TreeMap<>();

  @Test
  void shouldWaitForALaggingRegistryAndRejectOnlyWhatNoCollectorWrote() throws Exception {
    try (Deployment deployment = new Deployment("trouble", folder);
        LaggingRegistry lagging = new LaggingRegistry(deployment.registryUrl(), REFUSALS)) {
      ChangingTable table = new ChangingTable(deployment::connection);
      insert(table, 0);
      Child collector = deployment.collector("first", deployment.databasePort());
      TopicReader reader = new TopicReader(deployment.kafka());
      patiently(collector)
          .until(
              () ->
                  reader.exists(deployment.topics().captures())
                      && hasCaptures(reader, deployment.topics().captures()));
      forge(deployment);
      insert(table, ROWS);
      SortedMap<CountKey, Tally> counted = counted(deployment);

      Child run = deployment.history(lagging.url()).start("run", "EMBEDDED");

      HistorySide history = new HistorySide(reader, deployment.topics(), deployment.schemas());
      patiently(run).until(() -> reader.exists(deployment.topics().historyCounts()));
      patiently(run)
          .untilAsserted(() -> assertThat(history.streamed()).isNotEmpty().isEqualTo(counted));
      // A forged mark that were taken would hold the watermark for ever.
      HistoryWait.untilSaid(deployment, run, () -> {});
      System.out.printf(
          "HistoryTroubleIT: %d windows compared, %d records rejected%n",
          counted.size(), expected.size());
      assertThat(history.streamed()).isEqualTo(counted);
      assertRejected(rejections(deployment, reader));
      assertThat(lagging.refusals()).isEqualTo(REFUSALS);
    }
  }

  private void assertRejected(SortedMap<String, Rejection> rejections) {
    assertThat(rejections).containsOnlyKeys(expected.keySet());
    rejections.forEach(
        (place, rejection) -> {
          assertThat(rejection.reason()).as(place).isEqualTo(RejectReason.BAD_CAPTURE);
          assertThat(rejection.detail()).as(place).contains(expected.get(place));
        });
  }

  /** Those of records of the log, by place; those of rows are the collector's. */
  private static SortedMap<String, Rejection> rejections(
      Deployment deployment, TopicReader reader) {
    RejectionFormat format =
        new RejectionFormat(deployment.schemas(), deployment.topics().rejected());
    SortedMap<String, Rejection> rejections = new TreeMap<>();
    reader.read(
        deployment.topics().rejected(),
        record -> {
          Rejection rejection = format.read(record.value());
          if (rejection.origin().startsWith(deployment.topics().captures() + '-')) {
            rejections.put(rejection.origin(), rejection);
          }
        });
    return rejections;
  }

  /** Whether captures stand in every partition. */
  private static boolean hasCaptures(TopicReader reader, String topic) {
    Set<Integer> partitions = new HashSet<>();
    reader.read(
        topic,
        record -> {
          if (record.key() != null) {
            partitions.add(record.partition());
          }
        });
    return partitions.size() == Deployment.PARTITIONS;
  }

  private static SortedMap<CountKey, Tally> counted(Deployment deployment) throws SQLException {
    try (Connection connection = deployment.connection()) {
      return SqlOpinion.of(connection, ChangingTable.VERSIONS, deployment.spec()).tallies();
    }
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

  /** Waits for something, but not once a program has ended. */
  private static ConditionFactory patiently(Child child) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .failFast(() -> child.check());
  }

  /** What no collector wrote, wherever it can stand. */
  private void forge(Deployment deployment) throws Exception {
    LogFormat format = new LogFormat(deployment.schemas(), deployment.topics().captures());
    byte[] key = "key".getBytes(UTF_8);
    int home = Utils.toPositive(Utils.murmur2(key)) % Deployment.PARTITIONS;
    int elsewhere = (home + 1) % Deployment.PARTITIONS;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            deployment.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      Forger forger = new Forger(producer, deployment.topics().captures());
      for (ForeignSchema schema : ForeignSchema.values()) {
        byte[] value = schema.record(deployment.registryUrl());
        String problem = "is no Avro schema that can be read";
        forger.write(home, key, value, problem);
        forger.write(elsewhere, key, value, problem);
        forger.write(home, null, value, "no key");
      }
      for (Mark.Kind kind : Mark.Kind.values()) {
        Mark otherwise = new Mark("trouble", kind, FAR.toEpochMilli(), OTHER_PARTITIONS);
        forger.write(
            home,
            null,
            format.write(otherwise),
            "a mark for " + OTHER_PARTITIONS + " partitions, which neither the log");
        Mark keyed = new Mark("trouble", kind, FAR.toEpochMilli(), Deployment.PARTITIONS);
        forger.write(home, key, format.write(keyed), "another key");
        forger.write(elsewhere, key, format.write(keyed), "another key");
      }
    }
  }

  /** Writes records, and keeps where they stand with what must be found wrong with them. */
  private final class Forger {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    Forger(KafkaProducer<byte[], byte[]> producer, String topic) {
      this.producer = producer;
      this.topic = topic;
    }

    void write(int partition, byte[] key, byte[] value, String problem)
        throws ExecutionException, InterruptedException {
      RecordMetadata at = producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
      expected.put(at.topic() + '-' + at.partition() + '@' + at.offset(), problem);
    }
  }
}
