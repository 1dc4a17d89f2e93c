package dev.tandem.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that lags condemns nothing; a schema that is no Avro condemns its record. */
class RegistryTroubleIT {
  private static final int REFUSALS = 12;

  @TempDir private Path folder;

  @Test
  void shouldWaitForALaggingRegistryAndRejectOnlyWhatIsNoAvro() throws Exception {
    String registry = SharedServers.with(Server.REGISTRY).registry().url();
    try (LaggingRegistry lagging = new LaggingRegistry(registry, REFUSALS);
        LiveApps apps = new LiveApps("registry-trouble", 2, 0, folder)) {
      for (int number = 1; number <= 4; number++) {
        apps.send(Documents.of(number, 1, 100, 1_000));
      }
      apps.heartbeat();
      for (ForeignSchema schema : ForeignSchema.values()) {
        apps.sendBytes(schema.name().getBytes(UTF_8), schema.record(registry));
      }

      int port = apps.start(lagging.url());

      LiveApps.eventually(() -> counted(port) == 4);
      LiveApps.eventually(
          () -> LiveApps.response(port, "/metrics").body().contains(rejected("2.0")));
      assertThat(lagging.refusals()).isEqualTo(REFUSALS);
    }
  }

  private static String rejected(String count) {
    return "tandem_task_events{event=\"rejected\"} " + count;
  }

  private static long counted(int port) throws Exception {
    long counted = 0;
    for (JsonNode quality : LiveApps.get(port, "/v1/quality")) {
      if (quality.path("qualityClass").asText().equals("counted")) {
        counted += quality.path("captures").asLong();
      }
    }
    return counted;
  }
}
