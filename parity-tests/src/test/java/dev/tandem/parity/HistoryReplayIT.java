package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.topics.HistoryDone;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two years of event time, read as fast as it goes: the watermark runs past windows, their lateness
 * and their history within seconds, and Beam must not drop anything by its own clock.
 */
class HistoryReplayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long SEED = 20_261_122;
  private static final int DAYS = 730;
  private static final int A_DAY = 2;

  @TempDir Path folder;

  @Test
  void shouldDropNothingInAReplayOfTwoYears() throws Exception {
    try (Deployment deployment = new Deployment("replay", folder);
        TwoYears years = new TwoYears(deployment, SEED, DAYS, A_DAY)) {
      long captures = years.write();
      int port = FreePort.find();
      Child run =
          deployment.history().start("run", "EMBEDDED", "--http-port", Integer.toString(port));
      HistoryDone done =
          HistoryDone.withTheLogAsItIs(
              deployment.kafka(),
              deployment.topics(),
              deployment.schemas(),
              deployment.spec(),
              InstantSource.system());

      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                run.check();
                years.heartbeat();
                assertThat(done.reached()).as(done::waitingFor).isTrue();
              });

      List<String> metrics = get(port, "/metrics").lines().toList();
      assertThat(metrics)
          .filteredOn(line -> line.startsWith("tandem_changes_dropped_total"))
          .hasSize(deployment.spec().metrics().size())
          .allMatch(line -> line.endsWith(" 0.0"));
      assertThat(metrics)
          .contains("tandem_captures_read_total " + (double) captures)
          .contains("tandem_records_rejected_total 0.0")
          .anyMatch(line -> line.startsWith("tandem_answers_watermark_seconds "))
          .filteredOn(line -> line.startsWith("tandem_watermark_seconds{partition="))
          .hasSize(Deployment.PARTITIONS);
      assertThat(get(port, "/health")).contains("\"status\":\"up\"").contains("\"dropped\":0");

      TopicReader reader = new TopicReader(deployment.kafka());
      LogSide log =
          LogSide.read(reader, deployment.topics(), deployment.schemas(), deployment.spec());
      HistorySide history = new HistorySide(reader, deployment.topics(), deployment.schemas());
      System.out.printf(
          "HistoryReplayIT: %d captures of %d days, %d windows compared, nothing dropped%n",
          captures, DAYS, log.tallies().size());
      assertThat(history.streamed()).isNotEmpty().isEqualTo(log.tallies());
    }
  }

  private static String get(int port, String path) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
    assertThat(response.statusCode()).as(response::body).isEqualTo(200);
    return response.body();
  }
}
