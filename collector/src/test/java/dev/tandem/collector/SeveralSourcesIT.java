package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tables in two databases, in one process by one file; one fails while the other goes on. */
class SeveralSourcesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final StopSignal stop = new StopSignal();
  private final StringWriter errors = new StringWriter();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private int port;

  @Test
  void shouldCountBothAndLoseOnlyTheOneThatFails(@TempDir Path folder) throws Exception {
    try (Fixture fixture = new Fixture()) {
      String north = fixture.source + "_north";
      String south = fixture.source + "_south";
      String southUrl = fixture.servers.database().createDatabase(south);
      try (Connection other =
              DriverManager.getConnection(southUrl, fixture.servers.database().user(), "");
          Statement there = other.createStatement()) {
        fixture.sql(
            "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
            "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
        there.execute("CREATE TABLE events (id uuid PRIMARY KEY, body text)");
        there.execute("INSERT INTO events VALUES (gen_random_uuid(), '" + Xmls.summary(2) + "')");
        Path file = Files.writeString(folder.resolve("collector.yaml"), yaml(fixture, southUrl));

        Checked checked = Checked.with(List.of("check", "--config=" + file));
        assertThat(checked.code()).as(checked.text()).isZero();
        assertThat(checked.text()).contains("source " + north, "source " + south);

        CompletableFuture<Integer> code = start(file);
        try {
          // Nobody reads the log before its topics are led.
          await()
              .atMost(PATIENCE)
              .ignoreException(ConnectException.class)
              .until(() -> code.isDone() || health().body().split("heartbeatAgeMs").length == 3);
          await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      code.isDone()
                          || (heartbeats(fixture, north) > 0
                              && heartbeats(fixture, south) > 0
                              && fixture.captures().size() == 2));
          assertThat(errors.toString()).isEmpty();
          assertThat(fixture.captures())
              .extracting(capture -> capture.row().source() + ' ' + capture.row().table())
              .containsExactlyInAnyOrder(north + " public.documents", south + " public.events");
          assertThat(health().statusCode()).isEqualTo(200);

          there.execute("ALTER TABLE events RENAME COLUMN body TO contents");
          there.execute("INSERT INTO events VALUES (gen_random_uuid(), '" + Xmls.summary(3) + "')");
          await().atMost(PATIENCE).until(() -> health().statusCode() == 503);
          JsonNode health = new JsonMapper().readTree(health().body());
          assertThat(health.at("/sources/0/phase").asText()).isEqualTo("streaming");
          assertThat(health.at("/sources/1/source").asText()).isEqualTo(south);
          assertThat(health.at("/sources/1/phase").asText()).isEqualTo("failed");
          assertThat(health.at("/sources/1/failure").asText()).contains("column body");

          fixture.sql("INSERT INTO documents VALUES (2, '" + Xmls.summary(4) + "')");
          await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      fixture.captures().stream()
                          .map(Capture::row)
                          .anyMatch(
                              row -> row.source().equals(north) && row.key().text().equals("2")));
          assertThat(get("/metrics").body())
              .contains("tandem_collector_phase{phase=\"failed\",source=\"" + south + "\"} 1.0")
              .contains("tandem_collector_phase{phase=\"streaming\",source=\"" + north + "\"} 1.0");
        } finally {
          stop.give();
        }
        assertThat(code.get(1, TimeUnit.MINUTES)).isEqualTo(1);
        assertThat(errors.toString())
            .contains("1 of 2 sources failed: " + south + ": ", "column body")
            .doesNotContain("\tat ");
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
            .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).has("phase")).isTrue())
            .anyMatch(line -> line.contains("snapshot finished"));
        dropSlots(there);
      }
    }
  }

  private static String yaml(Fixture fixture, String southUrl) {
    return """
    bootstrap-servers: %s
    registry: %s
    topic-prefix: %s
    partitions: 2
    user: %s
    heartbeat-interval: 200ms
    sources:
      - source: %s_north
        url: %s
        table: public.documents
        xml-column: xml
      - source: %s_south
        url: %s
        table: public.events
        xml-column: body
    """
        .formatted(
            fixture.servers.broker().bootstrapServers(),
            fixture.servers.registry().url(),
            fixture.topics.prefix(),
            fixture.servers.database().user(),
            fixture.source,
            fixture.url,
            fixture.source,
            southUrl);
  }

  private CompletableFuture<Integer> start(Path file) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return CompletableFuture.supplyAsync(
        () ->
            CollectorMain.commandLine(
                    Map.of(),
                    settings -> new CollectorProcess(settings, Clock.systemUTC(), stop, out).run(),
                    stop)
                .setErr(new PrintWriter(errors, true))
                .execute("run", "--config=" + file, "--http-port=" + port, "--json"),
        task -> Executors.defaultThreadFactory().newThread(task).start());
  }

  private HttpResponse<String> health() throws Exception {
    return get("/health");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static long heartbeats(Fixture fixture, String source) {
    return fixture.marks(0).stream()
        .filter(mark -> mark.source().equals(source) && mark.kind() == Mark.Kind.HEARTBEAT)
        .count();
  }

  private static void dropSlots(Statement there) throws SQLException {
    there.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active AND"
            + " database = current_database()");
  }
}
