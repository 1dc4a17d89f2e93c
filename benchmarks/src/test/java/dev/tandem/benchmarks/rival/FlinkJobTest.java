package dev.tandem.benchmarks.rival;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.HistoryFormat.History;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The job on a Flink cluster in this process, between what Kafka would give and get. */
class FlinkJobTest {
  private static final String REGISTRY = "mock://flink-datastream";
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of(REGISTRY));
  private static final LogFormat LOG = new LogFormat(SCHEMAS, TOPICS.captures());
  private static final HistoryFormat ANSWERS = new HistoryFormat(SCHEMAS, TOPICS.historyCounts());
  private static final int PARALLELISM = 2;

  @Property(tries = 4)
  void shouldCountAsTheReference(@ForAll("logs") RandomLog log) throws Exception {
    assertThat(counted(log)).isEqualTo(log.tallies());
  }

  private static SortedMap<CountKey, Tally> counted(RandomLog log) throws Exception {
    FlinkSettings settings =
        new FlinkSettings(log.spec().counted(), log.spec().maxFutureMs(), REGISTRY, "", 1);
    HistoryUpserts upserts = new HistoryUpserts(settings);
    upserts.open(null, null);
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
    Map<CountKey, History> latest = new HashMap<>();
    try (CloseableIterator<CountAnswer> answers =
        FlinkJob.answers(
                environment.fromData(FlinkJob.KEYED_BYTES, read(log).toArray(Tuple2[]::new)),
                settings)
            .executeAndCollect()) {
      while (answers.hasNext()) {
        History said = ANSWERS.read(upserts.serialize(answers.next(), null, null).value());
        latest.merge(said.key(), said, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b);
      }
    }
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    latest.forEach((key, said) -> tallies.put(key, said.tally()));
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  /** What the source makes of a log that begins with a mark. */
  private static List<Tuple2<String, byte[]>> read(RandomLog log) {
    List<Tuple2<String, byte[]>> read = new ArrayList<>();
    KeyedRecords records = new KeyedRecords();
    Collector<Tuple2<String, byte[]>> out =
        new Collector<>() {
          @Override
          public void collect(Tuple2<String, byte[]> record) {
            read.add(record);
          }

          @Override
          public void close() {
            // It holds nothing.
          }
        };
    byte[] mark = LOG.write(new Mark("main", Mark.Kind.SNAPSHOT_STARTED, 0, 1));
    records.deserialize(new ConsumerRecord<>(TOPICS.captures(), 0, 0, null, mark), out);
    for (Capture capture : log.captures()) {
      records.deserialize(
          new ConsumerRecord<>(
              TOPICS.captures(), 0, 0, capture.key().getBytes(UTF_8), LOG.write(capture)),
          out);
    }
    return read;
  }

  @Provide
  Arbitrary<RandomLog> logs() {
    return RandomLog.logs(5).filter(log -> !log.captures().isEmpty());
  }
}
