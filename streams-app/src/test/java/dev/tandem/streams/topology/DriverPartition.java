package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;

import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The whole topology, its own stores and the repartition topic included, over one partition of a
 * log. What several of them say adds up.
 */
public final class DriverPartition implements AutoCloseable {
  private static final Topics TOPICS = Topics.DEFAULT;

  private final Path stateDirectory = temporaryDirectory();
  private final LiveAnswer answer = new LiveAnswer(FORMATS, TOPICS);
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> captures;

  public DriverPartition(Spec spec) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "driver-partition");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    driver =
        new TopologyTestDriver(
            LiveTopology.build(
                new LiveSettings(spec, TOPICS, 1), FORMATS, TallyListener.NONE, config),
            config);
    captures =
        driver.createInputTopic(
            TOPICS.captures(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("driver-partition-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a capture or a mark. */
  public void send(LogEntry entry, long appendedMs) {
    send(
        entry instanceof Mark mark
            ? LogRecords.of(FORMATS.log(), mark, appendedMs)
            : LogRecords.of(FORMATS.log(), (Capture) entry, appendedMs));
  }

  /** The format of its log. */
  public static LogFormat logFormat() {
    return FORMATS.log();
  }

  /** Appends whatever bytes there are. */
  public void send(byte[] key, byte[] value, long appendedMs) {
    send(new Record<>(key, value, appendedMs));
  }

  void send(Record<byte[], byte[]> record) {
    captures.pipeInput(
        new TestRecord<>(record.key(), record.value(), record.headers(), record.timestamp()));
  }

  /** What the topics say of everything sent so far. */
  public LiveAnswer answer() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    List<String> topics =
        List.of(
            TOPICS.liveCounts(),
            TOPICS.expired(),
            TOPICS.rejected(),
            TOPICS.quality(),
            TOPICS.progress());
    for (String topic : topics) {
      driver
          .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(record -> answer.take(topic, record.key(), record.value()));
    }
    return answer;
  }

  @Override
  public void close() {
    driver.close();
    try {
      Files.deleteIfExists(stateDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
