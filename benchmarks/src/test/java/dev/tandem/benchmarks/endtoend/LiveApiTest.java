package dev.tandem.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.SpecReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveApiTest {
  private static final Metric METRIC =
      new SpecReader().readDefault().find(Captures.OBSERVED).orElseThrow().metric();
  private static final CountKey WINDOW =
      new CountKey(
          METRIC.id(),
          List.of("12.ABC/34", "55"),
          new Window(
              Instant.parse("2026-06-30T23:59:00Z").toEpochMilli(),
              Instant.parse("2026-07-01T00:00:00Z").toEpochMilli()));

  private final LiveApi api = new LiveApi(8080, METRIC);

  @Test
  void aWindowIsAskedForByItsStartAndDimensions() {
    assertThat(api.countsOf(WINDOW).toString())
        .isEqualTo(
            "http://127.0.0.1:8080/v1/metrics/documents-by-issuer-minute/counts"
                + "?from=2026-06-30T23:59:00Z&to=2026-07-01T00:00:00Z"
                + "&issuer=12.ABC%2F34&model=55");
  }

  @Test
  void documentsAreThoseOfTheTotalAndNoneWhereThereIsNoAnswerYet() {
    assertThat(LiveApi.documents("{\"counts\":[{\"total\":{\"documents\":7}}]}".getBytes(UTF_8)))
        .isEqualTo(7);
    assertThat(LiveApi.documents("{\"counts\":[]}".getBytes(UTF_8))).isZero();
  }

  @Test
  void anEventIsSeenInItsWindow() throws InterruptedException {
    Seen seen = new Seen();

    api.see(
        "{\"dimensions\":{\"issuer\":\"12.ABC/34\",\"model\":\"55\"},"
            + "\"start\":\"2026-06-30T23:59:00Z\",\"end\":\"2026-07-01T00:00:00Z\","
            + "\"total\":{\"documents\":3}}",
        seen);

    assertThat(seen.await(WINDOW, 3, Duration.ZERO)).isEqualTo(3);
  }

  @Test
  void whatIsSeenOnlyRises() throws InterruptedException {
    Seen seen = new Seen();
    seen.see(WINDOW, 2);
    seen.see(WINDOW, 1);

    assertThat(seen.await(WINDOW, 2, Duration.ofMinutes(1))).isEqualTo(2);
    assertThat(seen.await(WINDOW, 3, Duration.ZERO)).isEqualTo(2);
  }
}
