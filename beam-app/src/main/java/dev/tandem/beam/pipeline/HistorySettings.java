package dev.tandem.beam.pipeline;

import dev.tandem.spec.MetricSpec;
import java.io.Serializable;
import java.util.List;

/**
 * What the pipeline is built from.
 *
 * @param bounded a backfill: all three parts, no window is ever forgotten, one pane each
 */
public record HistorySettings(
    List<MetricSpec> metrics, long maxFutureMs, RegistryFormats registry, boolean bounded)
    implements Serializable {
  public HistorySettings {
    metrics = List.copyOf(metrics);
  }
}
