package dev.tandem.beam.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's settings are read where a client is made, and a pipeline has only their file's name. */
class KafkaConfigFileTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;

  @AfterEach
  void forget() {
    new WorkerSettings(Map.of(), Map.of()).use();
  }

  @Test
  void shouldLetAPipelineHaveTheFilesNameAlone() throws IOException {
    String file = file("a.properties", "sasl.jaas.config=topsecret\nretries=7\n");

    assertThat(KafkaConfigFile.use(file)).isEqualTo(Map.of("tandem.kafka.config", file));
  }

  @Test
  void shouldBeReadWheneverAClientIsMade() throws IOException {
    String file = file("a.properties", "sasl.jaas.config=old\n");
    Map<String, Object> travelling = Map.of("tandem.kafka.config", file, "linger.ms", "1");
    assertThat(KafkaConfigFile.resolve(travelling, NONE))
        .isEqualTo(Map.of("sasl.jaas.config", "old", "linger.ms", "1"));

    file("a.properties", "sasl.jaas.config=new\n");

    assertThat(KafkaConfigFile.resolve(travelling, NONE)).containsEntry("sasl.jaas.config", "new");
  }

  @Test
  void shouldHoldOverWhatBeamPresetsAndUnderWhatThePipelineIsRightBy() throws IOException {
    String file =
        file(
            "a.properties",
            """
            receive.buffer.bytes=1
            isolation.level=read_uncommitted
            bootstrap.servers=elsewhere:1
            acks=0
            """);
    Map<String, Object> pipeline = new TreeMap<>();
    pipeline.put("tandem.kafka.config", file);
    pipeline.put("receive.buffer.bytes", 524_288);
    pipeline.put("isolation.level", "read_committed");
    pipeline.put("bootstrap.servers", "here:1");

    assertThat(KafkaConfigFile.resolve(pipeline, NONE))
        .isEqualTo(
            Map.of(
                "receive.buffer.bytes",
                "1",
                "isolation.level",
                "read_committed",
                "bootstrap.servers",
                "here:1",
                "acks",
                "0"));
  }

  @Test
  void shouldBeTheProcesssOwnWhereItHasOne() throws IOException {
    String then = file("then.properties", "a=then\n");
    Map<String, String> state = Map.of("tandem.kafka.config", then);

    KafkaConfigFile.use(file("now.properties", "a=now\n"));

    assertThat(WorkerSettings.kafkaClient(state)).isEqualTo(Map.of("a", "now"));
    String own = file("own.properties", "a=own\n");
    assertThat(KafkaConfigFile.resolve(state, Map.of("TANDEM_KAFKA_CONFIG", own)))
        .isEqualTo(Map.of("a", "own"));
  }

  @Test
  void shouldNameAFileThatCannotBeReadAndNothingThatIsInIt() throws IOException {
    String file = file("a.properties", "sasl.jaas.config=topsecret\\uXYZW\n");

    assertThatThrownBy(() -> KafkaConfigFile.resolve(Map.of("tandem.kafka.config", file), NONE))
        .isInstanceOf(WorkerSettingsException.class)
        .hasMessageContaining("--kafka-config = " + file)
        .hasMessageContaining("TANDEM_KAFKA_CONFIG")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                KafkaConfigFile.resolve(
                    Map.of("tandem.kafka.config", folder.resolve("absent").toString()), NONE))
        .hasMessageContaining("absent: cannot be read (NoSuchFileException)");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
