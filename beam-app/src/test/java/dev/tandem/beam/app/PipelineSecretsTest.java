package dev.tandem.beam.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import dev.tandem.beam.worker.KafkaConfigFile;
import dev.tandem.beam.worker.WorkerSettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can ask for a job's pipeline finds no password of Kafka's clients in it. */
class PipelineSecretsTest {
  private static final String CANARY = "canary5c1d07e2b94f";

  @TempDir private Path folder;

  @AfterEach
  void forget() {
    new WorkerSettings(Map.of(), Map.of()).use();
  }

  @Test
  void shouldHaveTheFilesNameAndNothingThatIsInIt() throws IOException {
    Path file = Files.writeString(folder.resolve("kafka"), "sasl.jaas.config=" + CANARY + "\n");
    Map<String, String> kafka = KafkaConfigFile.use(file.toString());

    assertThat(proto(kafka, false)).doesNotContain(CANARY).contains(file.toString());
    assertThat(proto(kafka, true)).doesNotContain(CANARY);
  }

  /** The control: it would be found. */
  @Test
  void shouldBeFoundWhereSettingsTravelByValue() {
    assertThat(proto(Map.of("sasl.jaas.config", CANARY), false)).contains(CANARY);
    assertThat(proto(Map.of("sasl.jaas.config", CANARY), true)).contains(CANARY);
  }

  private static String proto(Map<String, String> kafka, boolean bounded) {
    Spec spec = new SpecReader().readDefault();
    RegistryFormats registry = new RegistryFormats("mock://secrets", "");
    Map<String, String> settings = new TreeMap<>(kafka);
    settings.put("bootstrap.servers", "broker.example:9093");
    HistoryGraph graph =
        new HistoryGraph(
            new LogSource(settings, registry, 4, spec.arrivalSlackMs()),
            new HistorySettings(spec.metrics(), spec.maxFutureMs(), registry, bounded),
            new Sinks(true, List.of()),
            Run.at(1));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    if (bounded) {
      graph.backfill(pipeline, List.of(new OffsetRange(0, 0, 10)));
    } else {
      graph.stream(pipeline);
    }
    return new String(PipelineTranslation.toProto(pipeline).toByteArray(), ISO_8859_1);
  }
}
