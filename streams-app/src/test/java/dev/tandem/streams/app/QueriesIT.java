package dev.tandem.streams.app;

import static dev.tandem.streams.app.LiveApps.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query API of a running application: real broker, real registry, over HTTP. */
class QueriesIT {
  private static final String ISSUER = Documents.issuer(1);

  private static LiveApps apps;
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    apps = new LiveApps("queries", 2, 0, folder);
    port = apps.start();
    apps.send(Documents.of(1, 1, 10_000, 1_000), Documents.of(2, 1, 2_500, 7_260_000));
    apps.heartbeat();
    eventually(() -> get("/v1/progress").get("watermark").isTextual() && minutes().size() == 1);
  }

  @AfterAll
  static void stop() {
    apps.close();
  }

  @Test
  void shouldAnswerOneKeyOverARangeOfWindowsInItsParts() throws Exception {
    JsonNode count = minutes().get(0);

    assertThat(count.get("start").asText()).isEqualTo(Documents.ISSUED.minusSeconds(30).toString());
    assertThat(count.get("closed").asBoolean()).isTrue();
    assertThat(count.get("revised").asBoolean()).isFalse();
    assertThat(count.get("dimensions").get("issuer").asText()).isEqualTo(ISSUER);
    assertThat(count.get("live").get("valueCents").asLong()).isEqualTo(10_000);
    assertThat(count.get("late").get("valueCents").asLong()).isEqualTo(2_500);
    assertThat(count.get("total").get("netDocuments").asLong()).isEqualTo(2);
  }

  @Test
  void shouldAnswerTheTopOfAWindow() throws Exception {
    JsonNode top =
        get(
            "/v1/metrics/documents-by-issuer-day/top?window="
                + Documents.DAY
                + "&by=net-value&n=3");

    assertThat(top.get("counts")).hasSize(1);
    assertThat(top.get("counts").get(0).get("total").get("netValueCents").asLong())
        .isEqualTo(12_500);
  }

  @Test
  void shouldAnswerMetricsQualityAndHealth() throws Exception {
    assertThat(get("/v1/metrics")).hasSize(6);
    JsonNode quality = get("/v1/quality");
    assertThat(quality.get(0).get("qualityClass").asText()).isEqualTo("counted");
    assertThat(quality.get(0).get("captures").asLong()).isEqualTo(2);
    assertThat(get("/health").get("state").asText()).isEqualTo("RUNNING");
  }

  @Test
  void shouldSayWhatIsWrongWithAQuestion() throws Exception {
    expectProblem(
        "/v1/metrics/no-such/counts", 404, "there is no metric no-such; there are documents-by-");
    expectProblem(
        "/v1/metrics/documents-by-issuer-day/counts?issuer=1&from=2026-01-01&to=2026-02-01",
        400,
        "model = (missing): give a value for each of issuer, model");
    expectProblem(
        "/v1/metrics/documents-by-issuer-minute/counts?issuer=1&model=55&from=2016-01-01&to=2026-01-01",
        400,
        "more than 10000 windows start between from and to");
    expectProblem(
        "/v1/metrics/documents-by-issuer-day/top?window=2026-07-01T01:00:00Z",
        400,
        "one starts at 2026-07-01T00:00:00Z");
    expectProblem(
        "/v1/metrics/documents-by-issuer-day/top?window=2026-07-01&by=size",
        400,
        "by = size: choose one of documents, value");
    expectProblem(
        "/v1/metrics/documents-by-issuer-day/top?window=2026-07-01&bye=value",
        400,
        "bye = value: no such parameter here");
  }

  private static JsonNode minutes() throws Exception {
    return get("/v1/metrics/documents-by-issuer-minute/counts?issuer="
            + ISSUER
            + "&model=55&from="
            + Documents.ISSUED.minusSeconds(60)
            + "&to="
            + Documents.ISSUED)
        .get("counts");
  }

  private static void expectProblem(String path, int status, String detail) throws Exception {
    HttpResponse<String> response = response(path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(new ObjectMapper().readTree(response.body()).get("detail").asText())
        .contains(detail);
  }

  private static JsonNode get(String path) throws Exception {
    return LiveApps.get(port, path);
  }

  private static HttpResponse<String> response(String path) throws Exception {
    return LiveApps.response(port, path);
  }
}
