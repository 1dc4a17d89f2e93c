package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Metric;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.Serializable;
import java.util.List;

/**
 * What travels with the job to its tasks.
 *
 * @param runMs when this run began: what it says outranks what an earlier one said
 */
record FlinkSettings(
    List<Metric> metrics, long maxFutureMs, String registry, String topicPrefix, long runMs)
    implements Serializable {
  FlinkSettings {
    metrics = List.copyOf(metrics);
  }

  Topics topics() {
    return new Topics(topicPrefix);
  }

  Schemas schemas() {
    return new Schemas(RegistrySettings.of(registry));
  }
}
