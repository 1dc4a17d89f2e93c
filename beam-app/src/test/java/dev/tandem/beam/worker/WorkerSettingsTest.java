package dev.tandem.beam.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.beam.sdk.harness.JvmInitializer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {
  @TempDir Path folder;

  @AfterEach
  void forget() {
    new WorkerSettings(Map.of(), Map.of()).use();
  }

  @Test
  void shouldBeReadByAWorkerBeforeItProcessesAnything() throws IOException {
    PipelineOptions options = PipelineOptionsFactory.create();
    options
        .as(WorkerOptions.class)
        .setWorkerSettings(
            file(
                """
                kafka.sasl.jaas.config=module required password\\="topsecret";
                kafka.ssl.truststore.certificates=-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----
                TANDEM_REGISTRY_USER=me
                TANDEM_DB_PASSWORD=deeper
                """));

    for (JvmInitializer initializer : ServiceLoader.load(JvmInitializer.class)) {
      initializer.beforeProcessing(options);
    }

    assertThat(WorkerSettings.kafkaClient(Map.of("bootstrap.servers", "b:9092")))
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("sasl.jaas.config", "module required password=\"topsecret\";")
        .containsEntry(
            "ssl.truststore.certificates",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
    assertThat(WorkerSettings.environment())
        .containsEntry("TANDEM_REGISTRY_USER", "me")
        .containsEntry("TANDEM_DB_PASSWORD", "deeper")
        .containsKey("PATH");
  }

  @Test
  void shouldLeaveAWorkerThatIsGivenNoneItsEnvironment() {
    new WorkerSettingsReader().beforeProcessing(PipelineOptionsFactory.create());

    assertThat(WorkerSettings.environment()).isEqualTo(System.getenv());
    assertThat(WorkerSettings.kafkaClient(Map.of("a", "b"))).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void shouldRefuseANameThatNothingTakesWithoutRepeatingAnyValue() throws IOException {
    String file = file("sasl.jaas.config=topsecret\nkafka.retries=3\n");

    assertThatThrownBy(() -> WorkerSettingsFile.read(file))
        .isInstanceOf(WorkerSettingsException.class)
        .hasMessageContaining("--worker-settings = " + file)
        .hasMessageContaining("nothing takes sasl.jaas.config")
        .hasMessageContaining("kafka., TANDEM_REGISTRY_ or TANDEM_DB_")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    assertThatThrownBy(() -> WorkerSettingsFile.read(folder.resolve("absent").toString()))
        .isInstanceOf(WorkerSettingsException.class)
        .hasMessageContaining("absent: cannot be read")
        .hasMessageContaining("service account");
  }

  @Test
  void shouldNotPrintValues() throws IOException {
    WorkerSettings settings = WorkerSettingsFile.read(file("kafka.sasl.jaas.config=topsecret\n"));

    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("topsecret");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("worker.properties"), text).toString();
  }
}
