package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.collector.rows.RowCounts;
import dev.tandem.collector.watch.SlotStatus;
import dev.tandem.service.HalfRequests;
import dev.tandem.service.HttpBinding;
import dev.tandem.service.RawClient;
import dev.tandem.service.StatusServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics, health and progress of two sources, in a time that the test sets. */
class StatusServerTest {
  private static final long NOW_MS = 1_767_225_600_000L;

  private static final RowCounts NONE =
      new RowCounts() {
        @Override
        public long rows() {
          return 0;
        }

        @Override
        public long rejected() {
          return 0;
        }
      };

  private final AtomicLong nowMs = new AtomicLong(NOW_MS);
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(nowMs.get());
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };

  private final Progress north = new Progress("north", clock, (line, status) -> {});
  private final Progress south = new Progress("south", clock, (line, status) -> {});
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private StatusServer server;

  @BeforeEach
  void setUp() {
    SourceMetrics.register(registry, north, clock);
    SourceMetrics.register(registry, south, clock);
    server =
        CollectorProcess.start(
            HttpBinding.of("127.0.0.1", 0),
            registry::scrape,
            new SourcesHealth(
                Map.of(TestSettings.source("north"), north, TestSettings.source("south"), south),
                clock));
  }

  @AfterEach
  void tearDown() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode health(int status) throws Exception {
    HttpResponse<String> answer = get("/health");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonMapper().readTree(answer.body());
  }

  private void stream(Progress progress) {
    progress.streamStarted(NONE);
    progress.heartbeat(nowMs.get() - 2_000);
  }

  @Test
  void shouldTellEachSourcesPhase() throws Exception {
    north.snapshotPlanned(NONE, 1_000);
    stream(south);
    JsonNode health = health(200);
    assertThat(health.get("status").asText()).isEqualTo("up");
    assertThat(health.at("/sources/0/source").asText()).isEqualTo("north");
    assertThat(health.at("/sources/0/phase").asText()).isEqualTo("snapshot");
    assertThat(health.at("/sources/1/phase").asText()).isEqualTo("streaming");
    assertThat(health.at("/sources/1/heartbeatAgeMs").asLong()).isEqualTo(2_000);
    north.snapshotOver(true);
    north.standingBy();
    assertThat(health(200).at("/sources/0/phase").asText()).isEqualTo("standing-by");
  }

  @Test
  void shouldBeDownWhereASourceFailed() throws Exception {
    stream(south);
    north.failed("no table public.documents");
    JsonNode health = health(503);
    assertThat(health.get("status").asText()).isEqualTo("down");
    assertThat(health.at("/sources/0/phase").asText()).isEqualTo("failed");
    assertThat(health.at("/sources/0/failure").asText()).isEqualTo("no table public.documents");
  }

  @Test
  void shouldBeDownWhereHeartbeatsStay() throws Exception {
    stream(north);
    stream(south);
    nowMs.addAndGet(60_000);
    south.heartbeat(nowMs.get());
    health(200);
    nowMs.addAndGet(1);
    JsonNode health = health(503);
    assertThat(health.at("/sources/0/stale").asBoolean()).isTrue();
    assertThat(health.at("/sources/1/stale").asBoolean()).isFalse();
    north.heartbeat(nowMs.get());
    health(200);
  }

  @Test
  void shouldServeMetrics() throws Exception {
    stream(north);
    north.slot(
        new SlotStatus(
            "pgoutput", "docs", true, "extended", 3_000, 2_000, OptionalLong.of(500), ""));
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains(
            "tandem_collector_heartbeat_age_seconds{source=\"north\"} 2.0",
            "tandem_collector_slot_kept_bytes{source=\"north\"} 3000.0",
            "tandem_collector_slot_pending_bytes{source=\"north\"} 2000.0",
            "tandem_collector_slot_safe_bytes{source=\"north\"} 500.0",
            "tandem_collector_slot_wal_status{source=\"north\",wal_status=\"extended\"} 1.0",
            "tandem_collector_slot_kept_bytes{source=\"south\"} NaN",
            "tandem_collector_phase{phase=\"streaming\",source=\"north\"} 1.0",
            "tandem_collector_phase{phase=\"starting\",source=\"south\"} 1.0",
            "tandem_collector_rows_total{part=\"stream\",source=\"north\"} 0.0");
  }

  @Test
  void shouldTellProgressALineEach() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressJson output =
        new ProgressJson(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock);
    north.snapshotPlanned(NONE, 1_000);
    stream(south);
    south.paced(() -> 0.5);
    output.passing(List.of(north.status(), south.status()));
    output.lasting("snapshot finished", north.status());
    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(3);
    JsonNode first = new JsonMapper().readTree(lines[0]);
    assertThat(first.get("source").asText()).isEqualTo("north");
    assertThat(first.at("/snapshot/plannedRows").asLong()).isEqualTo(1_000);
    assertThat(first.at("/snapshot/rows").asLong()).isZero();
    assertThat(first.has("heartbeat")).isFalse();
    JsonNode second = new JsonMapper().readTree(lines[1]);
    assertThat(second.get("heartbeat").asText()).isEqualTo("2025-12-31T23:59:58Z");
    assertThat(second.get("heartbeatAgeMs").asLong()).isEqualTo(2_000);
    assertThat(second.get("share").asDouble()).isEqualTo(0.5);
    assertThat(new JsonMapper().readTree(lines[2]).get("message").asText())
        .isEqualTo("snapshot finished");
  }

  @Test
  void shouldNameAPortThatIsTaken() {
    HttpBinding taken = HttpBinding.of("127.0.0.1", server.port());
    SourcesHealth health = new SourcesHealth(Map.of(), clock);
    assertThatThrownBy(() -> CollectorProcess.start(taken, () -> "", health))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--http-port " + server.port());
  }

  @Test
  void shouldAnswerBesideHalfSentRequests() throws Exception {
    stream(north);
    stream(south);
    try (HalfRequests half = HalfRequests.send(server.port(), "/health", 450, 50)) {
      assertThat(half.sockets()).hasSize(500);
      long beganNs = System.nanoTime();
      health(200);
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void shouldRefuseAnotherName() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      assertThat(
              client
                  .send("GET /metrics HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n")
                  .untilClosed())
          .startsWith("HTTP/1.1 421")
          .contains("a.example", "--http-allowed-hosts");
    }
  }

  @Test
  void shouldAnswerNothingElse() throws Exception {
    assertThat(get("/healthy").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }
}
