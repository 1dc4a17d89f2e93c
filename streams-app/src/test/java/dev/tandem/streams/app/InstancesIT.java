package dev.tandem.streams.app;

import static dev.tandem.streams.app.LiveApps.eventually;
import static dev.tandem.streams.app.LiveApps.get;
import static dev.tandem.streams.app.LiveApps.response;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.spec.SpecReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one application, asked while they come and go: real broker, over HTTP. */
class InstancesIT {
  private static final int PARTITIONS = 4;
  private static final int ISSUERS = 12;
  private static final String TOP =
      "/v1/metrics/documents-by-issuer-day/top?window=" + Documents.DAY + "&by=net-value&n=5";

  @TempDir private Path folder;

  @Test
  void shouldAnswerTheSameFromAnyInstanceOrSayThatItCannot() throws Exception {
    try (LiveApps apps = new LiveApps("instances", PARTITIONS, 0, folder)) {
      int first = apps.start();
      for (int issuer = 0; issuer < ISSUERS; issuer++) {
        for (int copy = 0; copy <= issuer; copy++) {
          apps.send(Documents.of(100 * issuer + copy, issuer, 1_000L * (issuer + 1), 1_000));
        }
      }
      apps.heartbeat();
      eventually(() -> allAnswers(first).equals(expected()));
      String top = get(first, TOP).toString();
      assertThat(get(first, TOP).get("counts").get(0).get("dimensions").get("issuer").asText())
          .isEqualTo(Documents.issuer(ISSUERS - 1));

      AtomicBoolean moving = new AtomicBoolean(true);
      List<Integer> ports = new ArrayList<>(List.of(first));
      Thread mover =
          new Thread(
              () -> {
                try {
                  ports.add(apps.start());
                  eventually(() -> allAnswers(ports.get(1)).equals(expected()));
                  ports.add(apps.start());
                  eventually(() -> allAnswers(ports.get(2)).equals(expected()));
                  apps.stop(ports.get(1));
                  eventually(() -> allAnswers(ports.get(2)).equals(expected()));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                } finally {
                  moving.set(false);
                }
              });
      mover.start();
      int answered = 0;
      int refused = 0;
      while (moving.get()) {
        for (int issuer = 0; issuer < ISSUERS; issuer++) {
          HttpResponse<String> response = response(first, counts(issuer));
          if (response.statusCode() == 200) {
            assertThat(documents(response)).as(response.body()).isEqualTo(issuer + 1);
            answered++;
          } else {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            refused++;
          }
        }
      }
      mover.join();
      System.out.printf(
          "while instances came and went: %d answered, %d refused%n", answered, refused);
      assertThat(ports).hasSize(3);
      eventually(() -> get(first, TOP).toString().equals(top));
      assertThat(get(ports.get(2), TOP).toString()).isEqualTo(top);
      assertThat(allAnswers(first)).isEqualTo(expected());
    }
  }

  @Test
  void shouldAnswerFromAStandbyOnlyWhereToldToAndSayHowOldItIs() throws Exception {
    try (LiveApps apps = new LiveApps("standbys", 1, 1, folder)) {
      int first = apps.start();
      apps.send(Documents.of(1, 1, 1_000, 1_000));
      apps.heartbeat();
      eventually(() -> get(first, counts(1)).get("counts").size() == 1);
      int second = apps.start();
      eventually(() -> !get(second, counts(1)).get("counts").isEmpty());

      // One of the two counts, the other one stands by, and only it has an age.
      eventually(() -> knows(first) && knows(second));
      JsonNode ofFirst = ask(first);
      JsonNode ofSecond = ask(second);
      assertThat(ofFirst.get("stale").isNull()).isNotEqualTo(ofSecond.get("stale").isNull());
      int standby = ofFirst.get("stale").isNull() ? second : first;
      JsonNode stale = ask(standby).get("stale");
      assertThat(stale.get("instance").asText()).isEqualTo("127.0.0.1:" + standby);
      assertThat(stale.get("lagRecords").asLong()).isNotNegative();

      HttpResponse<String> refused = LiveApps.post(standby, "/internal/counts", question(false));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("partition 0 is being moved or restored");
    }
  }

  private static boolean knows(int port) throws Exception {
    return ask(port).get("counts").size() == 1;
  }

  private static JsonNode ask(int port) throws Exception {
    return read(LiveApps.post(port, "/internal/counts", question(true)));
  }

  private static String question(boolean staleAllowed) {
    String metric =
        new SpecReader().readDefault().find("documents-by-issuer-day").orElseThrow().metric().id();
    return String.format(
        "{\"partition\":0,\"staleAllowed\":%s,\"asked\":{\"about\":\"key\",\"metric\":\"%s\","
            + "\"dimensions\":[\"%s\",\"55\"],\"fromMs\":%d,\"toMs\":%d}}",
        staleAllowed,
        metric,
        Documents.issuer(1),
        Documents.DAY.atStartOfDay(UTC).toInstant().toEpochMilli(),
        Documents.DAY.plusDays(1).atStartOfDay(UTC).toInstant().toEpochMilli());
  }

  private static JsonNode read(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static String counts(int issuer) {
    return "/v1/metrics/documents-by-issuer-day/counts?issuer="
        + Documents.issuer(issuer)
        + "&model=55&from="
        + Documents.DAY
        + "&to="
        + Documents.DAY.plusDays(1);
  }

  private static List<Long> allAnswers(int port) throws Exception {
    List<Long> documents = new ArrayList<>();
    for (int issuer = 0; issuer < ISSUERS; issuer++) {
      documents.add(documents(response(port, counts(issuer))));
    }
    return documents;
  }

  private static long documents(HttpResponse<String> response) throws Exception {
    return read(response).get("counts").get(0).get("total").get("documents").asLong();
  }

  private static List<Long> expected() {
    List<Long> documents = new ArrayList<>();
    for (long issuer = 0; issuer < ISSUERS; issuer++) {
      documents.add(issuer + 1);
    }
    return documents;
  }
}
