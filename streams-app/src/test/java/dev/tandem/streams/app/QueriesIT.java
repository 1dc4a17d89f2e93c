package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.Mark;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query API of a running application: real broker, real registry, over HTTP. */
class QueriesIT {
  private static final Topics TOPICS = new Topics("queries-");
  private static final int PARTITIONS = 2;
  private static final String ISSUER = "34128745000152";
  private static final Instant ISSUED = Instant.parse("2026-07-01T12:00:30Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static int port;
  private static LiveApp app;
  private static CompletableFuture<Void> running;

  @BeforeAll
  static void start(@TempDir Path state) throws Exception {
    RegistrySettings registry =
        RegistrySettings.of(SharedServers.with(Server.BROKER, Server.REGISTRY).registry().url());
    String brokers = SharedServers.with(Server.BROKER).broker().bootstrapServers();
    port = freePort();
    app =
        new LiveApp(
            new AppSettings(
                Map.of("bootstrap.servers", brokers),
                registry,
                TOPICS,
                new SpecReader().readDefault(),
                "queries",
                state,
                1,
                0,
                HttpSettings.local(port)));
    running =
        CompletableFuture.runAsync(
            () -> {
              try {
                app.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPICS.captures(), Optional.of(PARTITIONS), Optional.empty())
                      .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
      LogFormat log = new LogFormat(new Schemas(registry), TOPICS.captures());
      send(producer, log, document("35260734128745000152550010000000011000000010", 10_000, 1_000));
      send(
          producer,
          log,
          document("35260734128745000152550010000000021000000016", 2_500, 7_260_000));
      for (int partition = 0; partition < PARTITIONS; partition++) {
        Mark mark = new Mark("main", Mark.Kind.HEARTBEAT, System.currentTimeMillis(), PARTITIONS);
        producer
            .send(new ProducerRecord<>(TOPICS.captures(), partition, null, log.write(mark)))
            .get();
      }
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get("/v1/progress").get("watermark").isTextual() && minutes().size() == 1);
  }

  @AfterAll
  static void stop() {
    app.close();
    running.join();
  }

  @Test
  void shouldAnswerOneKeyOverARangeOfWindowsInItsParts() throws Exception {
    JsonNode count = minutes().get(0);

    assertThat(count.get("start").asText()).isEqualTo("2026-07-01T12:00:00Z");
    assertThat(count.get("closed").asBoolean()).isTrue();
    assertThat(count.get("dimensions").get("issuer").asText()).isEqualTo(ISSUER);
    assertThat(count.get("live").get("valueCents").asLong()).isEqualTo(10_000);
    assertThat(count.get("late").get("valueCents").asLong()).isEqualTo(2_500);
    assertThat(count.get("total").get("netDocuments").asLong()).isEqualTo(2);
  }

  @Test
  void shouldAnswerTheTopOfAWindow() throws Exception {
    JsonNode top =
        get("/v1/metrics/documents-by-issuer-day/top?window=2026-07-01&by=net-value&n=3");

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
            + "&model=55&from=2026-07-01&to=2026-07-02")
        .get("counts");
  }

  private static void expectProblem(String path, int status, String detail) throws Exception {
    HttpResponse<String> response = response(path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(JSON.readTree(response.body()).get("detail").asText()).contains(detail);
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> response = response(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> response(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, LogFormat log, Capture capture)
      throws Exception {
    producer
        .send(new ProducerRecord<>(TOPICS.captures(), log.key(capture), log.write(capture)))
        .get();
  }

  private static Capture document(String key, long cents, long delayMs) {
    long issuedMs = ISSUED.toEpochMilli();
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj(ISSUER),
            "",
            "SP",
            "4.00",
            "1",
            "1",
            "1",
            cents,
            issuedMs,
            issuedMs - 10_800_000,
            TimePrecision.INSTANT,
            issuedMs + 500);
    return new Capture(
        new Row("main", "public.documents", PrimaryKey.of(cents)),
        0,
        new Digest(cents, 0),
        0,
        issuedMs + delayMs,
        false,
        new Document(key, facts, "100", true, Set.of()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
