package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.beam.app.BeamCommand;
import dev.tandem.domain.Mark;
import dev.tandem.parity.google.LoopbackGoogle;
import dev.tandem.parity.google.StagedPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code submit} and {@code drain} ask of Google, held against the public schemas by a strict
 * server on 127.0.0.1. What must work runs as the program that is shipped; what is refused, in this
 * JVM.
 */
class SubmitIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String SECRET = "a-secret-of-the-workers";
  private static final String SETTINGS = "gs://a-bucket/settings/worker.properties";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static Deployment deployment;

  private LoopbackGoogle google;

  @BeforeAll
  static void fillALog() throws Exception {
    deployment = new Deployment("submit", folder);
    try (LogWriter log = new LogWriter(deployment)) {
      log.mark(Mark.Kind.SNAPSHOT_STARTED, 0);
      log.mark(Mark.Kind.SNAPSHOT_FINISHED, 0);
      log.flush();
    }
  }

  @AfterAll
  static void stopAll() {
    deployment.close();
  }

  @BeforeEach
  void startGoogle() throws IOException {
    google = LoopbackGoogle.start();
    google.objects().put(SETTINGS, ("TANDEM_DB_PASSWORD=" + SECRET + "\n").getBytes(UTF_8));
  }

  @AfterEach
  void shouldHaveAskedNothingThatIsNotInTheSchemas() {
    assertThat(google.mistakes()).isEmpty();
    google.close();
  }

  @Test
  void shouldSubmitUpdateAndDrainAStream() throws Exception {
    Child submit =
        submit(
            "stream",
            "--worker-settings=" + SETTINGS,
            "--service-account=tandem@a-project.iam.gserviceaccount.com",
            "--subnetwork=regions/us-central1/subnetworks/workers",
            "--no-public-ips",
            "--labels=team=fiscal",
            "--max-workers=5");
    assertThat(submit.await(PATIENCE)).as(submit::tail).isZero();
    ObjectNode job = google.created().get(0);
    assertIsAStream(job);
    StagedPipeline pipeline = StagedPipeline.of(google, job);
    pipeline.assertReadsBySplitting();
    pipeline.assertNamesAreUnique();
    pipeline.assertWindows(deployment.spec());
    pipeline.assertCoders(deployment.spec());
    pipeline.assertIsSettledBeforeItIsWritten();
    pipeline.assertEnvironment();
    assertNothingSecretWasSent();
    String first = google.jobs().keySet().iterator().next();
    assertThat(submit.hasSaid(first)).isTrue();

    assertRefused("--job-name = tandem-history: job " + first);
    assertRefused("--update: job " + first + " counts other", "--update", "--spec=" + otherSpec());

    Child update = submit("update", "--update", "--worker-settings=" + SETTINGS);
    assertThat(update.await(PATIENCE)).as(update::tail).isZero();
    ObjectNode replacing = google.created().get(1);
    assertThat(replacing.get("replaceJobId").asText()).isEqualTo(first);
    assertThat(StagedPipeline.of(google, replacing).names()).isEqualTo(pipeline.names());
    assertThat(google.jobs().get(first).get("currentState").asText())
        .isEqualTo("JOB_STATE_UPDATED");

    assertThat(drain()).isEqualTo(0);
    List<ObjectNode> jobs = new ArrayList<>(google.jobs().values());
    assertThat(jobs.get(1).get("requestedState").asText()).isEqualTo("JOB_STATE_DRAINED");
  }

  @Test
  void shouldSubmitABackfill() throws Exception {
    Child backfill = submit("backfill", "--backfill", "--from=2026-07-01", "--to=2026-08-01");
    assertThat(backfill.await(PATIENCE)).as(backfill::tail).isZero();
    ObjectNode job = google.created().get(0);
    assertThat(job.get("type").asText()).isEqualTo("JOB_TYPE_BATCH");
    assertThat(job.get("name").asText()).startsWith("tandem-backfill-");
    assertThat(job.at("/environment/workerPools/0/autoscalingSettings/maxNumWorkers").asInt())
        .isEqualTo(16);
    StagedPipeline pipeline = StagedPipeline.of(google, job);
    pipeline.assertNamesAreUnique();
    assertThat(pipeline.isBounded()).isTrue();
  }

  @Test
  void shouldWriteAClassicTemplateAndStartNothing() throws Exception {
    Child submit = submit("template", "--template=gs://a-bucket/templates/history");
    assertThat(submit.await(PATIENCE)).as(submit::tail).isZero();
    assertThat(google.created()).isEmpty();
    JsonNode template = MAPPER.readTree(google.objects().get("gs://a-bucket/templates/history"));
    google.assertWouldBeTaken(template);
    StagedPipeline.of(google, template).assertIsSettledBeforeItIsWritten();
  }

  @Test
  void shouldRefuseABucketThatIsNotThereOrNotOurs() {
    assertRefused("--staging = gs://no-bucket/tandem", "--staging=gs://no-bucket/tandem");
    assertRefused(
        "--staging = gs://anothers-bucket/tandem", "--staging=gs://anothers-bucket/tandem");
  }

  @Test
  void shouldRefuseARegionOrProjectThatIsNone() {
    assertRefused("--region = us-central9", "--region=us-central9");
    assertRefused("--project = no-project", "--project=no-project");
  }

  @Test
  void shouldRefuseAKafkaOrRegistryThatDoesNotAnswer() throws IOException {
    Path hasty =
        Files.write(
            folder.resolve("hasty.properties"),
            List.of("default.api.timeout.ms=2000", "request.timeout.ms=1000"));
    assertRefused(
        "--bootstrap-servers", "--bootstrap-servers=127.0.0.1:1", "--kafka-config=" + hasty);
    assertRefused("--registry = http://127.0.0.1:1", "--registry=http://127.0.0.1:1");
    assertRefused("there is no topic other-captures", "--topic-prefix=other-");
  }

  @Test
  void shouldRefuseAnUpdateOfNothing() {
    assertRefused("--update: no job called tandem-history runs", "--update");
  }

  @Test
  void shouldRefuseToDrainWhatDoesNotRun() throws Exception {
    assertThat(drain()).isEqualTo(2);
  }

  private void assertRefused(String message, String... options) {
    Map<String, byte[]> before = new TreeMap<>(google.objects());
    int jobs = google.created().size();
    Said said = inThisJvm("submit", options);
    assertThat(said.text()).contains(message);
    assertThat(said.code()).isEqualTo(2);
    assertThat(google.objects().keySet()).isEqualTo(before.keySet());
    assertThat(google.created()).hasSize(jobs);
  }

  private static void assertIsAStream(JsonNode job) {
    assertThat(job.get("name").asText()).isEqualTo("tandem-history");
    assertThat(job.get("type").asText()).isEqualTo("JOB_TYPE_STREAMING");
    assertThat(job.at("/labels/team").asText()).isEqualTo("fiscal");
    assertThat(job.at("/labels/tandem-origin").asText()).isNotEmpty();
    JsonNode environment = job.get("environment");
    assertThat(environment.at("/version/job_type").asText()).isEqualTo("FNAPI_STREAMING");
    assertThat(environment.get("experiments").toString())
        .contains("\"use_runner_v2\"", "\"enable_streaming_engine\"")
        .doesNotContain("use_deprecated_read");
    assertThat(environment.get("serviceAccountEmail").asText())
        .isEqualTo("tandem@a-project.iam.gserviceaccount.com");
    JsonNode workers = environment.at("/workerPools/0");
    assertThat(workers.get("machineType").asText()).isEqualTo("e2-standard-2");
    assertThat(workers.get("numWorkers").asInt()).isEqualTo(1);
    assertThat(workers.get("diskSizeGb").asInt()).isEqualTo(30);
    assertThat(workers.get("ipConfiguration").asText()).isEqualTo("WORKER_IP_PRIVATE");
    assertThat(workers.get("subnetwork").asText())
        .isEqualTo("regions/us-central1/subnetworks/workers");
    assertThat(workers.at("/autoscalingSettings/algorithm").asText())
        .isEqualTo("AUTOSCALING_ALGORITHM_BASIC");
    assertThat(workers.at("/autoscalingSettings/maxNumWorkers").asInt()).isEqualTo(5);
  }

  private void assertNothingSecretWasSent() {
    assertThat(google.created().toString()).doesNotContain(SECRET).contains(SETTINGS);
    google
        .objects()
        .forEach(
            (name, content) -> {
              assertThat(name).doesNotContain(SECRET);
              if (!name.equals(SETTINGS) && !name.endsWith(".jar")) {
                assertThat(new String(content, UTF_8)).as(name).doesNotContain(SECRET);
              }
            });
  }

  /** With another name of one metric. */
  private static Path otherSpec() throws IOException {
    String spec = Files.readString(deployment.specFile());
    return Files.writeString(
        folder.resolve("other.yaml"), spec.replace("documents-by-state-hour", "others"));
  }

  private Child submit(String life, String... more) throws IOException {
    List<String> all = new ArrayList<>(service());
    all.add("--staging=gs://a-bucket/tandem");
    all.addAll(List.of(more));
    return deployment
        .history()
        .submit(life, deployment.history().submission(), all.toArray(new String[0]));
  }

  private int drain() {
    List<String> line = new ArrayList<>(List.of("drain"));
    line.addAll(service());
    return run(line).code();
  }

  private List<String> service() {
    List<String> all = new ArrayList<>(List.of("--project=a-project", "--region=us-central1"));
    google.beamOptions().forEach(option -> all.addAll(List.of("--beam-option", option)));
    return all;
  }

  /** With what a good submission has where nothing else is given. */
  private Said inThisJvm(String command, String... options) {
    Map<String, String> defaults = new TreeMap<>();
    for (String option : deployment.history().submission()) {
      defaults.put(option.substring(0, option.indexOf('=')), option);
    }
    defaults.put("--project", "--project=a-project");
    defaults.put("--region", "--region=us-central1");
    defaults.put("--staging", "--staging=gs://a-bucket/tandem");
    Arrays.stream(options)
        .filter(option -> option.contains("="))
        .forEach(option -> defaults.remove(option.substring(0, option.indexOf('='))));
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(defaults.values());
    line.addAll(List.of(options));
    google.beamOptions().forEach(option -> line.addAll(List.of("--beam-option", option)));
    return run(line);
  }

  private record Said(int code, String text) {}

  private static Said run(List<String> line) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      int code = BeamCommand.execute(line.toArray(new String[0]));
      return new Said(code, said.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
