package dev.tandem.benchmarks.rival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

class StreamsDslTopologyTest {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of("mock://streams-dsl"));
  private static final LogFormat LOG = new LogFormat(SCHEMAS, TOPICS.captures());
  private static final CountFormat COUNTS = new CountFormat(SCHEMAS, TOPICS.liveCounts());

  @Property(tries = 20)
  void shouldCountAsTheReference(@ForAll("logs") RandomLog log) {
    assertThat(counted(log)).isEqualTo(log.tallies());
  }

  private static SortedMap<CountKey, Tally> counted(RandomLog log) {
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            new StreamsDslTopology(log.spec(), TOPICS, SCHEMAS).build(), new Properties())) {
      TestInputTopic<byte[], byte[]> captures =
          driver.createInputTopic(
              TOPICS.captures(), new ByteArraySerializer(), new ByteArraySerializer());
      TestOutputTopic<byte[], byte[]> answers =
          driver.createOutputTopic(
              TOPICS.liveCounts(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      captures.pipeInput(LOG.write(new Mark("main", Mark.Kind.SNAPSHOT_STARTED, 0, 1)));
      for (Capture capture : log.captures()) {
        captures.pipeInput(LOG.key(capture), LOG.write(capture));
      }
      Map<Bytes, byte[]> latest = new HashMap<>();
      answers
          .readKeyValuesToList()
          .forEach(answer -> latest.put(Bytes.wrap(answer.key), answer.value));
      SortedMap<CountKey, Tally> tallies = new TreeMap<>();
      for (byte[] value : latest.values()) {
        if (value != null) {
          CountFormat.Count count = COUNTS.read(value);
          tallies.put(count.key(), count.tally());
        }
      }
      return tallies;
    }
  }

  @Provide
  Arbitrary<RandomLog> logs() {
    return RandomLog.logs(2);
  }
}
