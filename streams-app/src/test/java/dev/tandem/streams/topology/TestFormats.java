package dev.tandem.streams.topology;

import dev.tandem.counting.Metric;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.List;

/** What the tests of the topology share: formats over a registry in memory, and specs. */
final class TestFormats {
  static final Schemas SCHEMAS = new Schemas(RegistrySettings.of("mock://topology-tests"));
  static final LiveFormats FORMATS = of(Topics.DEFAULT);
  static final long SLACK_MS = 60_000;
  private static final long RETENTION_MS = 86_400_000;

  private TestFormats() {}

  static LiveFormats of(Topics topics) {
    return LiveFormats.of(SCHEMAS, topics);
  }

  /** A spec of metrics that all have the same {@code maxFuture}. */
  static Spec spec(List<Metric> metrics) {
    return new Spec(
        metrics.stream()
            .map(metric -> new MetricSpec(metric, RETENTION_MS, MetricSpec.History.DEFAULT))
            .toList(),
        metrics.get(0).maxFutureMs(),
        SLACK_MS);
  }
}
