package dev.tandem.parity.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the server is strict: what it lets through is what a submission's tests are worth. */
class LoopbackGoogleTest {
  private static final String JOBS = "/v1b3/projects/a-project/locations/us-central1/jobs";

  private LoopbackGoogle google;
  private String root;

  @BeforeEach
  void start() throws IOException {
    google = LoopbackGoogle.start();
    root = google.beamOptions().get(0).replace("--dataflowEndpoint=", "").replaceAll("/$", "");
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void shouldRefuseAPathThatIsNotThere() throws Exception {
    assertThat(send("GET", "/v1b3/projects/a-project/jobs", "")).isEqualTo(400);
    assertThat(google.mistakes()).singleElement().asString().contains("no such method");
  }

  @Test
  void shouldRefuseAParameterThatIsNotThere() throws Exception {
    assertThat(send("GET", JOBS + "?filtre=ACTIVE", "")).isEqualTo(400);
    assertThat(google.mistakes()).singleElement().asString().contains("no parameter filtre");
  }

  @Test
  void shouldRefuseAJobWithAFieldThatIsNotThereAndWithoutOneThatMustBe() throws Exception {
    assertThat(send("POST", JOBS, "{\"name\": \"a\", \"type\": \"JOB_TYPE_STREAM\", \"nmae\": 1}"))
        .isEqualTo(400);
    assertThat(google.mistakes())
        .singleElement()
        .asString()
        .contains("'nmae'")
        .contains("'environment'")
        .contains("JOB_TYPE_STREAMING");
    assertThat(google.created()).isEmpty();
  }

  @Test
  void shouldTellAMissingBucketFromAForbiddenOneWithoutCallingEitherTheClientsMistake()
      throws Exception {
    assertThat(send("GET", "/storage/v1/b/no-bucket", "")).isEqualTo(404);
    assertThat(send("GET", "/storage/v1/b/" + LoopbackGoogle.FORBIDDEN_BUCKET, "")).isEqualTo(403);
    assertThat(send("GET", "/storage/v1/b/" + LoopbackGoogle.BUCKET, "")).isEqualTo(200);
    assertThat(google.mistakes()).isEmpty();
  }

  private int send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
