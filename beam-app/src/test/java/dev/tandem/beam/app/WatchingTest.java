package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.source.LogSource;
import dev.tandem.service.HalfRequests;
import dev.tandem.service.RawClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Health and metrics of a backfill that has not begun. */
class WatchingTest {
  private static final RegistryFormats NOWHERE = new RegistryFormats("mock://watching", "");

  private static Watching start(String... options) throws InterruptedException {
    return Watching.start(
        new LogSource(Map.of(), NOWHERE, 1, 0),
        new HistorySettings(List.of(), 0, NOWHERE, true),
        CommandLine.populateCommand(new HttpOptions(), options));
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldServeNothingUnlessAsked() throws Exception {
    try (Watching watching = start()) {
      assertThat(watching.port()).isEmpty();
    }
  }

  @Test
  void shouldAnswerBesideHalfSentRequests() throws Exception {
    try (Watching watching = start("--http-port=0")) {
      int port = watching.port().orElseThrow();
      try (HalfRequests half = HalfRequests.send(port, "/health", 450, 50)) {
        assertThat(half.sockets()).hasSize(500);
        long beganNs = System.nanoTime();
        HttpResponse<String> health = get(port, "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
            .isEqualTo("{\"status\":\"down\",\"job\":\"STARTING\",\"dropped\":0}");
        assertThat(get(port, "/metrics").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void shouldAnswerUnderItsNamesAlone() throws Exception {
    try (Watching watching = start("--http-port=0", "--http-allowed-hosts=history.example")) {
      int port = watching.port().orElseThrow();
      assertThat(metricsOf("history.example", port)).startsWith("HTTP/1.1 200");
      assertThat(metricsOf("rebound.example", port))
          .startsWith("HTTP/1.1 421")
          .contains("--http-allowed-hosts");
    }
  }

  @Test
  void shouldRefuseANameThatIsNone() {
    assertThatThrownBy(() -> start("--http-port=0", "--http-allowed-hosts=http://x/").close())
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--http-allowed-hosts = http://x/: give names of hosts");
  }

  private static String metricsOf(String host, int port) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return client
          .send("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .untilClosed();
    }
  }

  @Test
  void shouldNameAPortThatIsTaken() throws Exception {
    try (Watching watching = start("--http-port=0")) {
      String taken = "--http-port=" + watching.port().orElseThrow();
      assertThatThrownBy(() -> start(taken))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("--http-port " + watching.port().orElseThrow());
    }
  }
}
