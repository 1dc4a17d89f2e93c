package dev.tandem.beam.sink;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Dimension;
import dev.tandem.spec.MetricSpec;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the spec says of an answer's metric. */
final class MetricNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, MetricSpec> byId = new HashMap<>();

  MetricNames(List<MetricSpec> metrics) {
    metrics.forEach(metric -> byId.put(metric.metric().id(), metric));
  }

  String name(CountKey key) {
    return byId.get(key.metric()).metric().name();
  }

  /** {@code accumulating} or {@code discarding}. */
  String accumulation(CountKey key) {
    return byId.get(key.metric()).history().accumulation().name().toLowerCase(Locale.ROOT);
  }

  /** The dimension values by their names, in the metric's order. */
  Map<String, String> dimensions(CountKey key) {
    List<Dimension> dimensions = byId.get(key.metric()).metric().dimensions();
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < dimensions.size(); i++) {
      named.put(dimensions.get(i).text(), key.dimensions().get(i));
    }
    return named;
  }
}
