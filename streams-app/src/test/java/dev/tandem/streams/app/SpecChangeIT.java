package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.streams.topology.OnError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with another spec than the one that was counted by. */
class SpecChangeIT {
  @TempDir private Path folder;

  @Test
  void shouldRefuseWhatCannotGoOnAndGoOnWithoutAMetricWhereAccepted() throws Exception {
    Spec spec = new SpecReader().readDefault();
    Spec changed =
        new SpecReader()
            .read("test", SpecReader.defaultText().replace("maxFuture: 1d", "maxFuture: 2d"));
    Spec less = new Spec(spec.metrics().subList(1, 6), spec.maxFutureMs(), spec.arrivalSlackMs());
    try (LiveApps apps = new LiveApps("spec-change", 1, 0, folder)) {
      int first = apps.start(spec, CountingSettings.DEFAULT);
      apps.heartbeat();
      LiveApps.eventually(() -> LiveApps.get(first, "/v1/progress").get("progress").size() == 1);
      apps.stop(first);

      assertThat(apps.failure(apps.start(changed, CountingSettings.DEFAULT)))
          .hasCauseInstanceOf(UserError.class)
          .hasMessageContaining("changed: registrations@")
          .hasMessageContaining("Nothing was touched. Give another --application-id");
      assertThat(apps.failure(apps.start(less, CountingSettings.DEFAULT)))
          .hasCauseInstanceOf(UserError.class)
          .hasMessageContaining("gone: documents-by-issuer-minute@")
          .hasMessageContaining("--accept-gone-metrics");

      int accepted = apps.start(less, new CountingSettings(OnError.STOP, true));
      LiveApps.eventually(() -> LiveApps.get(accepted, "/v1/metrics").size() == 5);
      apps.heartbeat();
      LiveApps.eventually(
          () ->
              LiveApps.get(accepted, "/v1/progress")
                      .get("progress")
                      .get(0)
                      .get("nextOffset")
                      .asLong()
                  == 2);
      apps.stop(accepted);

      assertThat(apps.failure(apps.start(spec, CountingSettings.DEFAULT)))
          .hasMessageContaining("new: documents-by-issuer-minute@");
    }
  }
}
