package dev.tandem.beam.monitoring;

import dev.tandem.beam.steps.Step;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.ProgressFormat.Progress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** What {@code /metrics} tells. */
public final class HistoryMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Supplier<SortedMap<Integer, Progress>> progress;
  private final MultiGauge offsets;
  private final MultiGauge watermarks;
  private final MultiGauge answers;

  public HistoryMetrics(
      BeamCounters counters, Drops drops, Supplier<SortedMap<Integer, Progress>> progress) {
    this.progress = progress;
    this.offsets = gauge("tandem.next.offset", "Next offset of a partition of the captures log");
    this.watermarks =
        gauge(
            "tandem.watermark.seconds",
            "Arrival watermark of a partition, seconds since 1970; absent while undefined");
    this.answers =
        gauge(
            "tandem.answers.watermark.seconds",
            "Arrival watermark up to which captures are in the answers, seconds since 1970;"
                + " absent while undefined");
    for (String metric : drops.metrics()) {
      FunctionCounter.builder("tandem.changes.dropped", drops, d -> d.of(metric))
          .description("Changes that Beam has dropped: it never should, and the run ends")
          .tags("metric", metric)
          .register(registry);
    }
    counter(counters, Step.CAPTURES_READ, "Captures read from the log");
    counter(counters, Step.REJECTED, "Records of the log that could not be read");
    counter(counters, Step.EXPIRED, "Records for captures-expired, one for a capture and metric");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private void counter(BeamCounters counters, Step step, String description) {
    String name = step.metric();
    FunctionCounter.builder("tandem." + name.replace('-', '.'), counters, c -> c.sum(name))
        .description(description + ", since this process began")
        .register(registry);
  }

  /** In Prometheus's text format. */
  public String text() {
    List<Row<?>> offsetRows = new ArrayList<>();
    List<Row<?>> watermarkRows = new ArrayList<>();
    List<Row<?>> answerRows = new ArrayList<>();
    for (Progress reached : progress.get().values()) {
      Tags partition = Tags.of("partition", Integer.toString(reached.partition()));
      boolean all = reached.partition() == ProgressFormat.ALL_PARTITIONS;
      if (!all) {
        offsetRows.add(Row.of(partition, reached.nextOffset()));
      }
      if (reached.watermarkMs() != ArrivalWatermark.UNDEFINED) {
        double seconds = reached.watermarkMs() / 1_000.0;
        if (all) {
          answerRows.add(Row.of(Tags.empty(), seconds));
        } else {
          watermarkRows.add(Row.of(partition, seconds));
        }
      }
    }
    offsets.register(offsetRows, true);
    watermarks.register(watermarkRows, true);
    answers.register(answerRows, true);
    return registry.scrape();
  }
}
