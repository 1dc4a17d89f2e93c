package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.beam.sink.FileSink;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  private static final Spec DEFAULT = new SpecReader().readDefault();

  @TempDir Path folder;

  @Test
  void shouldWriteTheRequestOfAStream() throws Exception {
    Path out = folder.resolve("out");

    DataflowSubmissions.stream(
        out,
        DEFAULT,
        "--max-workers=5",
        "--labels=team=tax,env=prod",
        "--service-account=worker@my-project.iam.gserviceaccount.com",
        "--subnetwork=regions/southamerica-east1/subnetworks/inside",
        "--no-public-ips",
        "--worker-settings=gs://secrets/tandem.properties");

    JsonNode job = job(out);
    JsonNode pool = job.at("/environment/workerPools/0");
    assertThat(job.at("/name").asText()).isEqualTo("tandem-history");
    assertThat(job.at("/type").asText()).isEqualTo("JOB_TYPE_STREAMING");
    assertThat(job.at("/labels/team").asText()).isEqualTo("tax");
    assertThat(job.at("/labels/tandem-origin").asText()).isEqualTo("origin");
    assertThat(job.at("/environment/serviceAccountEmail").asText())
        .isEqualTo("worker@my-project.iam.gserviceaccount.com");
    assertThat(job.at("/environment/experiments").toString())
        .contains("use_runner_v2", "enable_streaming_engine");
    assertThat(job.at("/environment/sdkPipelineOptions/options/workerSettings").asText())
        .isEqualTo("gs://secrets/tandem.properties");
    assertThat(pool.at("/autoscalingSettings/maxNumWorkers").asInt()).isEqualTo(5);
    assertThat(pool.at("/autoscalingSettings/algorithm").asText())
        .isEqualTo("AUTOSCALING_ALGORITHM_BASIC");
    assertThat(pool.at("/machineType").asText()).isEqualTo("e2-standard-2");
    assertThat(pool.at("/subnetwork").asText())
        .isEqualTo("regions/southamerica-east1/subnetworks/inside");
    assertThat(pool.at("/ipConfiguration").asText()).isEqualTo("WORKER_IP_PRIVATE");
  }

  @Test
  void shouldSayInPlainWordsWhatWouldBeAskedFor() throws Exception {
    Path out = folder.resolve("out");

    String said =
        DataflowSubmissions.stream(
            out,
            DEFAULT,
            List.of(new FileSink(FileSink.Format.AVRO, "gs://answers/panes", 60_000)),
            "--worker-settings=gs://secrets/tandem.properties");

    assertThat(said)
        .contains(
            "tandem-history, project my-project, region southamerica-east1",
            "1 to begin with, up to 8",
            "e2-standard-2, 30 GB",
            "Streaming Engine",
            "roles/dataflow.developer",
            "roles/dataflow.worker",
            "gs://my-bucket and gs://answers",
            "broker.example:9093",
            "kafka.sasl.jaas.config",
            "kafka.ssl.truststore.certificates",
            "gs://secrets/tandem.properties",
            "Nothing was asked of Google");
    assertThat(Files.readString(out.resolve("plan.txt")))
        .contains("1 to begin with, up to 8", "Files to stage:", "kafka-clients")
        .doesNotContain("flink");
  }

  @Test
  void shouldSettleWhatAStreamWrites() throws Exception {
    Path out = folder.resolve("out");

    DataflowSubmissions.stream(out, DEFAULT);

    RunnerApi.Components components = DataflowSubmissions.pipeline(out).getComponents();
    List<String> reshuffled =
        components.getTransformsMap().values().stream()
            .filter(
                transform ->
                    transform.getSpec().getUrn().equals(PTransformTranslation.RESHUFFLE_URN))
            .map(RunnerApi.PTransform::getUniqueName)
            .toList();
    assertThat(reshuffled)
        .containsExactlyInAnyOrder(
            "Settled/Answers/Reshuffle", "Settled/Expired/Reshuffle", "Settled/Rejected/Reshuffle");
    RunnerApi.PTransform upserts = named(components, "Upserts");
    String answers = upserts.getInputsMap().values().iterator().next();
    assertThat(named(components, "Settled/Answers").getOutputsMap()).containsValue(answers);
  }

  @Test
  void shouldReadKafkaAsDataflowDoes() throws Exception {
    Path out = folder.resolve("out");

    DataflowSubmissions.stream(out, DEFAULT);

    assertThat(DataflowSubmissions.pipeline(out).getComponents().getTransformsMap().values())
        .extracting(RunnerApi.PTransform::getUniqueName)
        .anyMatch(name -> name.startsWith("Captures/KafkaIO.Read.ReadFromKafkaViaSDF/"));
  }

  @Test
  void shouldShowThatAnUpdateReplacesAJobWhoseIdItCannotKnow() throws Exception {
    Path out = folder.resolve("out");

    String said = DataflowSubmissions.stream(out, DEFAULT, "--update");

    assertThat(job(out).at("/replaceJobId").asText()).isEqualTo("ID-OF-THE-RUNNING-JOB");
    assertThat(said).contains("ID-OF-THE-RUNNING-JOB");
  }

  @Test
  void shouldWriteTheRequestOfABackfill() throws Exception {
    Path out = folder.resolve("out");

    String said = DataflowSubmissions.backfill(out, DEFAULT);

    JsonNode job = job(out);
    assertThat(job.at("/name").asText()).isEqualTo("tandem-backfill-20261118-110640");
    assertThat(job.at("/type").asText()).isEqualTo("JOB_TYPE_BATCH");
    assertThat(job.at("/environment/workerPools/0/autoscalingSettings/maxNumWorkers").asInt())
        .isEqualTo(16);
    assertThat(said).contains("batch, Runner v2", "Dataflow Shuffle");
  }

  private static RunnerApi.PTransform named(RunnerApi.Components components, String name) {
    return components.getTransformsMap().values().stream()
        .filter(transform -> transform.getUniqueName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode job(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("job.json").toFile());
  }
}
