package dev.tandem.streams.app;

import static dev.tandem.streams.app.LiveApps.eventually;
import static dev.tandem.streams.app.LiveApps.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes as they happen, heard at one of several instances: real broker, over HTTP. */
class ChangesIT {
  private static final int PARTITIONS = 4;
  private static final int ISSUERS = 12;

  @TempDir private Path folder;

  @Test
  void shouldTellTheWholeApplicationsChangesAtAnyInstance() throws Exception {
    try (LiveApps apps = new LiveApps("changes", PARTITIONS, 0, folder)) {
      int first = apps.start();
      apps.send(Documents.of(1, 1, 1_000, 1_000));
      eventually(() -> get(first, "/v1/progress").get("progress").size() == 1);
      int second = apps.start();
      eventually(() -> get(second, counts(1)).get("counts").size() == 1);

      try (EventStream events =
              new EventStream(second, "/v1/metrics/documents-by-issuer-day/changes");
          EventStream one =
              new EventStream(
                  second,
                  "/v1/metrics/documents-by-issuer-day/changes?issuer=" + Documents.issuer(7))) {
        eventually(() -> events.named("ready").size() == 1 && one.named("ready").size() == 1);
        assertThat(events.named("ready").get(0).data().get("instances").asInt()).isEqualTo(2);

        long sentMs = System.currentTimeMillis();
        for (int issuer = 0; issuer < ISSUERS; issuer++) {
          apps.send(Documents.of(100 + issuer, issuer, 1_000, 1_000));
        }
        eventually(() -> issuers(events) == ISSUERS && issuers(one) == 1);
        System.out.printf(
            "an inserted document was told %d ms after it was sent%n",
            one.named("count").get(0).atMs() - sentMs);
        assertThat(one.named("count")).hasSize(1);
        assertThat(one.named("count").get(0).data().get("live").get("documents").asLong())
            .isEqualTo(1);

        // Another instance comes: its changes are told, too.
        apps.start();
        eventually(() -> !events.named("gap").isEmpty());
        eventually(
            () -> {
              apps.send(Documents.of((int) (Math.random() * 1e9), 7, 1_000, 1_000));
              return one.named("count").size() > 3;
            });
      }
    }
  }

  private static long issuers(EventStream events) {
    return events.named("count").stream()
        .map(event -> event.data().get("dimensions").get("issuer").asText())
        .distinct()
        .count();
  }

  private static String counts(int issuer) {
    return "/v1/metrics/documents-by-issuer-day/counts?issuer="
        + Documents.issuer(issuer)
        + "&model=55&from="
        + Documents.DAY
        + "&to="
        + Documents.DAY.plusDays(1);
  }
}
