package dev.tandem.beam.pipeline;

import dev.tandem.spec.MetricSpec;
import java.io.Serializable;
import java.util.List;

/**
 * What the pipeline is built from.
 *
 * @param bounded a backfill: all three parts, no window is ever forgotten, one pane each
 * @param output which windows are answered
 */
public record HistorySettings(
    List<MetricSpec> metrics,
    long maxFutureMs,
    RegistryFormats registry,
    boolean bounded,
    OutputWindows output)
    implements Serializable {
  public HistorySettings {
    metrics = List.copyOf(metrics);
  }

  /** Of all windows. */
  public HistorySettings(
      List<MetricSpec> metrics, long maxFutureMs, RegistryFormats registry, boolean bounded) {
    this(metrics, maxFutureMs, registry, bounded, OutputWindows.ALL);
  }

  /** The same, but for the windows that are answered. */
  public HistorySettings answering(OutputWindows windows) {
    return new HistorySettings(metrics, maxFutureMs, registry, bounded, windows);
  }
}
