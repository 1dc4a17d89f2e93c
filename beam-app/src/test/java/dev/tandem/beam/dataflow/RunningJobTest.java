package dev.tandem.beam.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.json.Json;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.google.api.services.dataflow.Dataflow;
import com.google.auth.oauth2.GoogleCredentials;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunningJobTest {
  private static final String STREAM =
      """
      {"id": "2026-11-22_1", "name": "tandem-history", "type": "JOB_TYPE_STREAMING",
       "currentState": "JOB_STATE_RUNNING", "labels": {"tandem-origin": "here"}}
      """;

  private final List<String> asked = new ArrayList<>();

  @Test
  void shouldTakeANameThatNobodyHas() {
    assertThatCode(() -> check("{}")).doesNotThrowAnyException();

    assertThat(asked).singleElement().asString().contains("filter=ACTIVE");
  }

  @Test
  void shouldRefuseANameThatIsTakenOnWhateverPage() {
    assertThatThrownBy(
            () ->
                check(
                    "{\"jobs\": ["
                        + STREAM.replace("tandem-history", "other")
                        + "], \"nextPageToken\": \"more\"}",
                    jobs(STREAM)))
        .isInstanceOf(DataflowException.class)
        .hasMessageContaining("--job-name = tandem-history: job 2026-11-22_1")
        .hasMessageContaining("--update takes its place");
    assertThat(asked.get(1)).contains("pageToken=more");
  }

  @Test
  void shouldUpdateWhatCountsTheSame() {
    assertThatCode(() -> check("--update", jobs(STREAM), STREAM)).doesNotThrowAnyException();

    assertThat(asked.get(1)).contains("/jobs/2026-11-22_1", "view=JOB_VIEW_DESCRIPTION");
  }

  @Test
  void shouldRefuseToUpdateWhatDoesNotRun() {
    assertThatThrownBy(() -> check("--update", "{}"))
        .hasMessageContaining("--update: no job called tandem-history runs in southamerica-east1")
        .hasMessageContaining("leave --update out");
  }

  @Test
  void shouldRefuseToUpdateWhatIsDraining() {
    assertThatThrownBy(() -> check("--update", jobs(STREAM.replace("RUNNING", "DRAINING"))))
        .hasMessageContaining("is JOB_STATE_DRAINING");
  }

  @Test
  void shouldRefuseToUpdateABatchJob() {
    assertThatThrownBy(() -> check("--update", jobs(STREAM.replace("STREAMING", "BATCH"))))
        .hasMessageContaining("is a batch job");
  }

  @Test
  void shouldRefuseToUpdateWhatCountsOtherMetrics() {
    assertThatThrownBy(() -> check("--update", jobs(STREAM), STREAM.replace("here", "there")))
        .hasMessageContaining("counts other metrics")
        .hasMessageContaining("another --job-name");
  }

  @Test
  void shouldSayWhatTheServiceAnswers() {
    assertThatThrownBy(() -> check("403 You have no permission"))
        .hasMessageContaining("--project = my-project, --region = southamerica-east1")
        .hasMessageContaining("403 You have no permission")
        .hasMessageContaining("roles/dataflow.developer");
  }

  private static String jobs(String job) {
    return "{\"jobs\": [" + job + "]}";
  }

  private void check(String... given) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--project=my-project",
                "--region=southamerica-east1",
                "--staging=gs://my-bucket/tandem"));
    List<String> answers = new ArrayList<>(List.of(given));
    if (answers.get(0).startsWith("--")) {
      arguments.add(answers.remove(0));
    }
    DataflowOptions options = new DataflowOptions();
    new CommandLine(options).parseArgs(arguments.toArray(new String[0]));
    new RunningJob(service(options, answers), JobRequest.of(JobKind.STREAM, options, "here", 0))
        .check();
  }

  private DataflowService service(DataflowOptions options, List<String> answers) {
    DataflowPipelineOptions beam = BeamOptions.of(options.service());
    beam.setGcpCredential(GoogleCredentials.newBuilder().build());
    MockHttpTransport transport =
        new MockHttpTransport() {
          @Override
          public LowLevelHttpRequest buildRequest(String method, String url) {
            asked.add(url);
            return new MockLowLevelHttpRequest(url) {
              @Override
              public LowLevelHttpResponse execute() {
                return answer(answers.remove(0));
              }
            };
          }
        };
    beam.setDataflowClient(
        new Dataflow.Builder(transport, Transport.getJsonFactory(), request -> {})
            .setApplicationName("test")
            .build());
    return new DataflowService(beam);
  }

  private static LowLevelHttpResponse answer(String text) {
    MockLowLevelHttpResponse response =
        new MockLowLevelHttpResponse().setContentType(Json.MEDIA_TYPE);
    return text.startsWith("403 ")
        ? response
            .setStatusCode(403)
            .setContent("{\"error\": {\"code\": 403, \"message\": \"" + text.substring(4) + "\"}}")
        : response.setContent(text);
  }
}
