package dev.tandem.beam.steps;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts a step twice: as a metric of Beam's, which portable Flink tells when a job has ended, and
 * in this process, where a job's progress can be seen if its harness is here. A process runs one
 * job; a bundle that is tried again counts again here.
 */
public final class StepCounter implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NAMESPACE = "tandem";
  private static final Map<Step, LongAdder> HERE = adders();

  private final Step step;
  private final Counter metric;

  public StepCounter(Step step) {
    this.step = step;
    this.metric = Metrics.counter(NAMESPACE, step.metric());
  }

  public void add(long count) {
    metric.inc(count);
    HERE.get(step).add(count);
  }

  /** What has been counted in this process. */
  public static long here(Step step) {
    return HERE.get(step).sum();
  }

  /** What was counted in all of a job that has ended, wherever it ran. */
  public static long total(PipelineResult ended, Step step) {
    Map<MetricKey, Long> byTransform = new HashMap<>();
    for (MetricResult<Long> counted :
        ended
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(NAMESPACE, step.metric()))
                    .build())
            .getCounters()) {
      // Portable Flink tells each of them twice.
      byTransform.merge(counted.getKey(), counted.getAttempted(), Math::max);
    }
    return byTransform.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<Step, LongAdder> adders() {
    Map<Step, LongAdder> adders = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      adders.put(step, new LongAdder());
    }
    return adders;
  }
}
