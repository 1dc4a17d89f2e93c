package dev.tandem.spec;

import dev.tandem.counting.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What is counted.
 *
 * @param maxFutureMs how long after its arrival a document may claim to have been issued (contract,
 *     section 2)
 * @param arrivalSlackMs how far back an arrival may be dated when it is delivered (contract,
 *     section 6)
 */
public record Spec(List<MetricSpec> metrics, long maxFutureMs, long arrivalSlackMs) {
  public Spec {
    metrics = List.copyOf(metrics);
  }

  /** What decides the numbers of each metric. */
  public List<Metric> counted() {
    return metrics.stream().map(MetricSpec::metric).toList();
  }

  /** A metric by its name, or by its id. */
  public Optional<MetricSpec> find(String nameOrId) {
    return metrics.stream()
        .filter(m -> m.metric().name().equals(nameOrId) || m.metric().id().equals(nameOrId))
        .findFirst();
  }
}
