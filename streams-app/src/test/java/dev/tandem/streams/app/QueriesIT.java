package dev.tandem.streams.app;

import static dev.tandem.streams.app.LiveApps.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query API of a running application: real broker, real registry, over HTTP. */
class QueriesIT {
  private static final String ISSUER = Documents.issuer(1);
  private static final String MINUTES =
      "/v1/metrics/documents-by-issuer-minute/counts?issuer="
          + ISSUER
          + "&model=55&from="
          + Documents.ISSUED.minusSeconds(60)
          + "&to="
          + Documents.ISSUED;

  private static LiveApps apps;
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    apps = new LiveApps("queries", 2, 0, folder);
    port = apps.start();
    apps.send(
        Documents.of(1, 1, 10_000, 1_000),
        Documents.of(2, 1, 2_500, 7_260_000),
        Documents.of(2, 1, 2_500, 7_260_000),
        Documents.cancellation(20, 2, 7_261_000),
        Documents.cancellation(30, 3, 1_000));
    apps.heartbeat();
    eventually(
        () ->
            get("/v1/progress").get("watermark").isTextual()
                && minutes().get(0).get("closed").asBoolean());
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
    assertThat(count.get("total").get("netDocuments").asLong()).isEqualTo(1);
    assertThat(count.get("total").get("documents").asLong()).isEqualTo(2);
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
        .isEqualTo(10_000);
  }

  @Test
  void shouldAnswerMetricsQualityAndHealth() throws Exception {
    assertThat(get("/v1/metrics")).hasSize(6);
    JsonNode quality = get("/v1/quality");
    assertThat(quality.get(2).get("qualityClass").asText()).isEqualTo("counted");
    assertThat(quality.get(2).get("captures").asLong()).isEqualTo(2);
    assertThat(get("/health").get("state").asText()).isEqualTo("RUNNING");
  }

  @Test
  void shouldSayWhyADocumentCountsWhereItDoes() throws Exception {
    JsonNode why = get("/v1/documents/" + Documents.accessKey(2) + "/why");

    assertThat(why.get("complete").asBoolean()).isTrue();
    assertThat(why.get("captures")).hasSize(3);
    assertThat(why.get("captures").get(0).get("qualityClass").asText()).isEqualTo("counted");
    assertThat(why.get("captures").get(1).get("qualityClass").asText()).isEqualTo("redelivery");
    assertThat(why.get("captures").get(2).get("kind").asText()).isEqualTo("cancellation");
    assertThat(why.get("winner").get("row").asText()).isEqualTo("main/public.documents/2");
    assertThat(why.get("winner").get("valueCents").asLong()).isEqualTo(2_500);
    assertThat(why.get("cancellation").get("row").asText()).isEqualTo("main/public.documents/20");
    JsonNode minute = why.get("metrics").get(0);
    assertThat(minute.get("counts").asBoolean()).isTrue();
    assertThat(minute.get("contributions").get(0).get("windows").get(0).get("verdict").asText())
        .isEqualTo("late");
    assertThat(minute.get("contributions").get(1).get("kind").asText()).isEqualTo("uncount");
  }

  @Test
  void shouldSayWhyADocumentDoesNotCount() throws Exception {
    JsonNode why = get("/v1/documents/" + Documents.accessKey(3) + "/why");

    assertThat(why.get("captures").get(0).get("qualityClass").asText()).isEqualTo("cancellation");
    assertThat(why.get("winner").isNull()).isTrue();
    assertThat(why.get("metrics").get(0).get("counts").asBoolean()).isFalse();
    assertThat(why.get("metrics").get(0).get("reason").asText())
        .isEqualTo("none of its captures is a document that may count");
    expectProblem(
        "/v1/documents/" + Documents.accessKey(99) + "/why",
        404,
        "has been taken from the log yet");
    expectProblem("/v1/documents/123/why", 400, "accessKey = 123: an access key has 44 characters");
  }

  @Test
  void shouldSayWhatAWindowWaitsFor() throws Exception {
    String window = "/v1/metrics/documents-by-issuer-day/why?window=" + Documents.DAY;
    JsonNode open = get(window + "&issuer=" + ISSUER + "&model=55");

    assertThat(open.get("state").asText()).isEqualTo("open");
    assertThat(open.get("waitsFor")).hasSize(2);
    assertThat(open.get("waitsFor").get(1).get("partition").asInt()).isEqualTo(1);
    assertThat(open.get("waitsFor").get(1).get("missingSeconds").asLong()).isPositive();
    assertThat(open.get("waitsForSources").get(0).get("source").asText()).isEqualTo("main");
    // The clock goes on between two answers.
    ((ObjectNode) open).remove("waitsForSources");
    ObjectNode again = (ObjectNode) get(window);
    again.remove("waitsForSources");
    assertThat(again).isEqualTo(open);

    JsonNode closed =
        get(
            "/v1/metrics/documents-by-issuer-minute/why?window="
                + Documents.ISSUED.minusSeconds(30));
    assertThat(closed.get("state").asText()).isEqualTo("closed");
    assertThat(closed.get("waitsFor")).isEmpty();
    assertThat(closed.get("waitsForSources")).isEmpty();
    assertThat(
            get("/v1/metrics/documents-by-issuer-minute/why?window=2020-01-01")
                .get("state")
                .asText())
        .isEqualTo("forgotten");
  }

  @Test
  void shouldAnswerInCsvWhereAsked() throws Exception {
    HttpResponse<String> csv = LiveApps.response(port, MINUTES, "Accept", "text/csv");

    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().split("\r\n"))
        .hasSize(2)
        .satisfies(
            lines ->
                assertThat(lines[0])
                    .startsWith("issuer,model,start,end,closed,revised,live.documents"))
        .satisfies(lines -> assertThat(lines[1]).startsWith(ISSUER + ",55,"));
    assertThat(LiveApps.response(port, MINUTES + "&format=csv").body()).isEqualTo(csv.body());
    for (String path : List.of("/v1/metrics", "/v1/quality", "/v1/progress")) {
      assertThat(LiveApps.response(port, path + "?format=csv").body())
          .contains(",")
          .contains("\r\n");
    }
    expectProblem("/v1/quality?format=xml", 400, "format = xml: choose one of json, csv");
  }

  @Test
  void shouldDescribeItsAnswersInAnOpenApiDocument() throws Exception {
    OpenApi document = new OpenApi(response("/openapi.json").body());

    document.assertDescribes("/v1/metrics", 200, get("/v1/metrics"));
    document.assertDescribes("/v1/metrics/{metric}/counts", 200, get(MINUTES));
    document.assertDescribes(
        "/v1/metrics/{metric}/top",
        200,
        get("/v1/metrics/documents-by-issuer-day/top?window=" + Documents.DAY));
    document.assertDescribes(
        "/v1/metrics/{metric}/why",
        200,
        get("/v1/metrics/documents-by-issuer-day/why?window=" + Documents.DAY));
    for (int number = 1; number <= 3; number++) {
      document.assertDescribes(
          "/v1/documents/{accessKey}/why",
          200,
          get("/v1/documents/" + Documents.accessKey(number) + "/why"));
    }
    document.assertDescribes("/v1/quality", 200, get("/v1/quality"));
    document.assertDescribes("/v1/progress", 200, get("/v1/progress"));
    document.assertDescribes("/health", 200, get("/health"));
    document.assertDescribes(
        "/v1/metrics/{metric}/counts",
        404,
        new ObjectMapper().readTree(response("/v1/metrics/no-such/counts").body()));
  }

  @Test
  void shouldMeasureItselfForPrometheus() throws Exception {
    get(MINUTES);
    eventually(() -> response("/metrics").body().contains("tandem_open_windows{metric="));
    String metrics = response("/metrics").body();

    assertThat(metrics.lines())
        .anyMatch(
            l -> l.startsWith("tandem_freshness_arrived_seconds_count{metric=\"documents-by-"))
        .anyMatch(l -> l.startsWith("tandem_freshness_appended_seconds_bucket{metric="))
        .anyMatch(l -> l.startsWith("tandem_counted_windows_total{metric=") && l.contains("late"))
        .anyMatch(l -> l.equals("tandem_quality_captures{class=\"counted\",reason=\"\"} 2.0"))
        .anyMatch(l -> l.startsWith("tandem_watermark_seconds{partition=\"1\"}"))
        .anyMatch(l -> l.startsWith("tandem_source_age_seconds{source="))
        .anyMatch(l -> l.startsWith("tandem_lag_records{topic=\"queries-captures\"}"))
        .anyMatch(l -> l.startsWith("tandem_state_bytes{store=\"tallies\"}"))
        .anyMatch(
            l ->
                l.startsWith(
                    "tandem_http_requests_seconds_count{path=\"/v1/metrics/{metric}/counts\""))
        .anyMatch(l -> l.startsWith("tandem_task_events{event=\"window-gone\"} 0.0"))
        .anyMatch(l -> l.startsWith("jvm_memory_used_bytes"));
  }

  @Test
  void shouldSayWhatIsWrongWithAPath() throws Exception {
    expectProblem("/v1/nothing", 404, "");
    HttpResponse<String> wrongMethod = LiveApps.post(port, "/v1/metrics", "{}");
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
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
    return get(MINUTES).get("counts");
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
