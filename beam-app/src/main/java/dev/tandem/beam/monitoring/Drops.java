package dev.tandem.beam.monitoring;

import java.util.List;

/**
 * What Beam has dropped by its own clock, by metric: nothing, or the numbers are wrong (contract,
 * section 4).
 */
public final class Drops {
  /** Beam's own, counted where its windows are grouped. */
  private static final String COUNTER = "droppedDueToLateness";

  private final BeamCounters counters;
  private final List<String> metrics;

  /**
   * @param metrics ids: the pipeline's steps of a metric begin with it
   */
  public Drops(BeamCounters counters, List<String> metrics) {
    this.counters = counters;
    this.metrics = List.copyOf(metrics);
  }

  public List<String> metrics() {
    return metrics;
  }

  /** How many of a metric. */
  public long of(String metric) {
    return counters.bySteps(COUNTER).entrySet().stream()
        .filter(step -> step.getKey().startsWith(metric))
        .mapToLong(step -> step.getValue())
        .sum();
  }

  /** How many of all, of steps that are no metric's too. */
  public long sum() {
    return counters.sum(COUNTER);
  }

  /** How many in which step: each begins with its metric. */
  public String text() {
    return counters.bySteps(COUNTER).toString();
  }
}
