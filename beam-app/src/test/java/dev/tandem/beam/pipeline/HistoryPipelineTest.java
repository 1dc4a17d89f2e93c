package dev.tandem.beam.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.MetricSpec.Accumulation;
import dev.tandem.spec.MetricSpec.History;
import dev.tandem.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class HistoryPipelineTest {
  private static final Firing COUNT = new Firing.Every(2);
  private static final Firing TIME = new Firing.After(1_000);

  @Test
  void shouldTakeMetricsWhosePanesFireByDifferentRules() {
    List<MetricSpec> defaults = new SpecReader().readDefault().metrics();
    List<MetricSpec> metrics = new ArrayList<>();
    for (Firing early : List.of(COUNT, TIME)) {
      for (Firing late : List.of(COUNT, TIME)) {
        MetricSpec metric = defaults.get(metrics.size());
        metrics.add(
            new MetricSpec(
                metric.metric(),
                metric.retentionMs(),
                new History(early, late, Accumulation.ACCUMULATING)));
      }
    }
    Pipeline pipeline = Pipeline.create();

    assertThatCode(
            () ->
                HistoryPipeline.count(
                    pipeline.apply(
                        Create.empty(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE))),
                    new HistorySettings(
                        metrics, 0, new RegistryFormats("mock://pipeline", ""), false)))
        .doesNotThrowAnyException();
  }
}
