package dev.tandem.localstack.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedSpecTest {

  @Test
  void shouldCountTheDefaultMetricsForgetNoWindowAndSayHistorySoon(@TempDir Path folder) {
    Spec compared = new SpecReader().read(ComparedSpec.writeTo(folder));

    assertThat(compared.counted()).isEqualTo(new SpecReader().readDefault().counted());
    assertThat(compared.metrics())
        .extracting(MetricSpec::retentionMs)
        .containsOnly(MetricSpec.UNBOUNDED);
    assertThat(compared.metrics())
        .extracting(MetricSpec::history)
        .containsOnly(
            new MetricSpec.History(
                new Firing.After(1_000),
                new Firing.After(1_000),
                MetricSpec.Accumulation.ACCUMULATING));
  }
}
