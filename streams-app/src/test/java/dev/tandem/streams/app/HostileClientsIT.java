package dev.tandem.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.service.HalfRequests;
import dev.tandem.service.RawClient;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody's request, whole or half, does to a running application. */
class HostileClientsIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int COPIES = 400;
  private static final int COPIED = 7;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "/internal/counts",
          "{\"partition\":0,\"staleAllowed\":true,\"asked\":{\"about\":\"key\",\"metric\":"
              + "\"%s\",\"dimensions\":[\"1\",\"55\"],\"fromMs\":0,\"toMs\":60000}}",
          "/internal/counts?",
          "{\"partition\":1,\"staleAllowed\":true,\"asked\":{\"about\":\"window\",\"metric\":\"%s\","
              + "\"window\":{\"startMs\":0,\"endMs\":60000},\"by\":\"DOCUMENTS\",\"n\":3}}",
          "/internal/ledger",
          "{\"partition\":0,\"staleAllowed\":true,\"accessKey\":\"%s\"}");

  private static LiveApps apps;
  private static int port;
  private static String metricId;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    apps = new LiveApps("hostile", 2, 0, folder);
    port = apps.start();
    for (int row = 0; row < COPIES; row++) {
      apps.send(
          Documents.withKey(Documents.accessKey(COPIED), 1_000 + row, 1, 10_000, 1_000),
          Documents.of(5_000 + row, 2, 5_000, 1_000));
    }
    apps.heartbeat();
    LiveApps.eventually(
        () ->
            LiveApps.get(port, why(COPIED)).get("captures").size() > 0
                && LiveApps.get(port, "/v1/progress").get("watermark").isTextual());
    metricId = LiveApps.get(port, "/v1/metrics").get(0).get("id").asText();
  }

  @AfterAll
  static void stop() {
    apps.close();
  }

  private static String why(int number) {
    return "/v1/documents/" + Documents.accessKey(number) + "/why";
  }

  private static String counts() {
    return "/v1/metrics/documents-by-issuer-day/counts?issuer="
        + Documents.issuer(1)
        + "&model=55&from="
        + Documents.DAY
        + "&to="
        + Documents.DAY.plusDays(1);
  }

  @Test
  void shouldAnswerBesideClientsThatReadNothing() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (String path : List.of("/metrics", "/openapi.json", "/v1/metrics", "/v1/quality")) {
        for (int i = 0; i < 4; i++) {
          RawClient client = new RawClient(port, 4_096);
          clients.add(client);
          client.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(150));
        }
      }
      for (String path : List.of("/health", "/v1/metrics", "/health")) {
        long beganNs = System.nanoTime();
        LiveApps.get(port, path);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
            .as(path)
            .isLessThan(Duration.ofSeconds(5));
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void shouldAnswerBesideHalfSentRequests() throws Exception {
    try (HalfRequests half = HalfRequests.send(port, "/internal/counts", 450, 50)) {
      assertThat(half.sockets()).hasSize(500);
      long beganNs = System.nanoTime();
      LiveApps.get(port, "/health");
      assertThat(LiveApps.get(port, counts()).get("counts")).hasSize(1);
      assertThat(LiveApps.response(port, "/metrics").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(SOON);
    }
  }

  @Test
  void shouldRefuseAnotherNameAndALongBody() throws Exception {
    assertThat(raw("GET /v1/metrics HTTP/1.1\r\nHost: rebound.example\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET /internal/changes HTTP/1.1\r\nHost: rebound.example\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(post("/internal/counts", new byte[(64 << 10) + 1]).statusCode()).isEqualTo(413);
  }

  private static String raw(String request) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return client
          .send(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
          .untilClosed();
    }
  }

  private static HttpResponse<String> post(String path, byte[] body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(LiveApps.uri(port, path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Every beginning of what an instance asks, each byte of it changed, and no question at all. */
  @Test
  void shouldCallGarbageABadRequest() throws Exception {
    Random random = new Random(12);
    for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
      byte[] valid = String.format(question.getValue(), metricId).getBytes(UTF_8);
      assertThat(post(question.getKey(), valid).statusCode()).isEqualTo(200);
      for (int length = 0; length < valid.length; length += 3) {
        expectBad(question.getKey(), Arrays.copyOf(valid, length));
      }
      for (int i = 0; i < 150; i++) {
        byte[] changed = valid.clone();
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        HttpResponse<String> answer = post(question.getKey(), changed);
        assertThat(answer.statusCode()).as(new String(changed, UTF_8)).isIn(200, 400);
        byte[] nothing = new byte[random.nextInt(300)];
        random.nextBytes(nothing);
        expectBad(question.getKey(), nothing);
      }
      for (String odd :
          List.of("null", "[]", "{}", "7", "\"\"", "{\"partition\":99}", "[".repeat(60_000))) {
        expectBad(question.getKey(), odd.getBytes(UTF_8));
      }
    }
  }

  @Test
  void shouldCallAQuestionThatCannotBeABadRequest() throws Exception {
    String key = QUESTIONS.get("/internal/counts");
    String window = QUESTIONS.get("/internal/counts?");
    for (String odd :
        List.of(
            key.replace("\"partition\":0", "\"partition\":-1"),
            key.replace("\"partition\":0", "\"partition\":2"),
            key.replace("[\"1\",\"55\"]", "[\"1\"]"),
            key.replace("[\"1\",\"55\"]", "[\"1\",null]"),
            key.replace("[\"1\",\"55\"]", "null"),
            key.replace("\"fromMs\":0", "\"fromMs\":-9223372036854775808"),
            key.replace("60000", "9223372036854775807"),
            window.replace("\"endMs\":60000", "\"endMs\":0"),
            window.replace("\"n\":3", "\"n\":0"),
            window.replace("\"n\":3", "\"n\":2000000000"),
            window.replace("\"DOCUMENTS\"", "null"),
            window.replace("{\"startMs\":0,\"endMs\":60000}", "null"))) {
      expectBad("/internal/counts", String.format(odd, metricId).getBytes(UTF_8));
    }
    expectBad("/internal/counts", String.format(key, "no-such-metric").getBytes(UTF_8));
    expectBad(
        "/internal/ledger",
        "{\"partition\":0,\"staleAllowed\":true,\"accessKey\":null}".getBytes(UTF_8));
    assertThat(post("/internal/nothing", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(LiveApps.response(port, "/internal/changes?metric=none").statusCode())
        .isEqualTo(404);
    assertThat(LiveApps.response(port, "/internal/changes").statusCode()).isEqualTo(404);
  }

  private static void expectBad(String path, byte[] body) throws Exception {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(new String(body, UTF_8) + answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("dev.tandem", "\tat ", "Exception");
  }

  /** Every route of the API's document, each parameter with what nobody means by it. */
  @Test
  void shouldFailForNoParameter() throws Exception {
    List<String> odd =
        List.of(
            "",
            " ",
            "\0",
            "\u001b[31m",
            "%",
            "../..",
            "-1",
            "99999999999999999999",
            "+292278994-08-17T07:12:55.808Z",
            "-292275055-05-16T16:47:04.192Z",
            "+200000000-01-01T00:00:00Z",
            "-9999-01-01",
            "9999-12-31",
            "0000-00-00",
            "NaN",
            "\ud800",
            "x".repeat(1_000));
    JsonNode paths =
        new ObjectMapper().readTree(LiveApps.response(port, "/openapi.json").body()).get("paths");
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (path.getKey().endsWith("/changes")) {
        continue;
      }
      JsonNode parameters = path.getValue().get("get").get("parameters");
      asked.add(ask(path.getKey(), parameters, "", ""));
      for (JsonNode parameter : parameters) {
        for (String value : odd) {
          asked.add(ask(path.getKey(), parameters, parameter.get("name").asText(), value));
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(300);
    for (String each : asked) {
      HttpResponse<String> answer = LiveApps.response(port, each);
      assertThat(answer.statusCode()).as(each + ' ' + answer.body()).isLessThan(500);
      assertThat(answer.body()).as(each).doesNotContain("\tat ", "Exception", "<html");
    }
  }

  private static String ask(String path, JsonNode parameters, String odd, String value) {
    String at = path;
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : parameters) {
      String name = parameter.get("name").asText();
      String given = name.equals(odd) ? value : parameter.path("example").asText("");
      String text = URLEncoder.encode(given, UTF_8).replace("+", "%20");
      if (parameter.get("in").asText().equals("path")) {
        at = at.replace('{' + name + '}', text);
      } else if (name.equals(odd) || isUsual(name, path)) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(text);
      }
    }
    return at + query;
  }

  /** Dimensions are parameters where the example's metric has them. */
  private static boolean isUsual(String name, String path) {
    boolean dimensions = path.endsWith("/counts") || path.endsWith("/why");
    return List.of("from", "to", "window", "n").contains(name)
        || (dimensions && List.of("state", "model").contains(name));
  }

  @Test
  void shouldSayWhyOfManyCopiesToManyAtATime() throws Exception {
    JsonNode alone = LiveApps.get(port, why(COPIED));
    long aloneNs = System.nanoTime();
    assertThat(LiveApps.get(port, why(COPIED))).isEqualTo(alone);
    aloneNs = System.nanoTime() - aloneNs;
    assertThat(alone.get("captures")).hasSize(256);
    assertThat(alone.get("complete").asBoolean()).isFalse();

    long togetherNs = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> together = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      together.add(
          HTTP.sendAsync(
              HttpRequest.newBuilder(LiveApps.uri(port, why(COPIED))).build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> each : together) {
      assertThat(each.get().statusCode()).as(each.get().body()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(each.get().body())).isEqualTo(alone);
    }
    togetherNs = System.nanoTime() - togetherNs;
    assertThat(Duration.ofNanos(aloneNs)).isLessThan(SOON);
    assertThat(Duration.ofNanos(togetherNs)).isLessThan(SOON.multipliedBy(4));
  }
}
