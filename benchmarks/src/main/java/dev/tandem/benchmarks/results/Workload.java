package dev.tandem.benchmarks.results;

import java.util.List;

/**
 * What all systems were given.
 *
 * @param captures in the log that is caught up with
 * @param documents of them whose contribution counts for the first time
 * @param windows that they fall in, over all metrics
 * @param marks among the captures
 * @param captureBytes mean size of a capture's record, key and value
 * @param partitions of the log
 * @param metrics ids of what is counted
 * @param rules in plain words: how the sustainable rate is found, what is warm-up, what is observed
 */
public record Workload(
    long seed,
    long captures,
    long documents,
    long windows,
    long marks,
    double captureBytes,
    int partitions,
    int repetitions,
    List<String> metrics,
    List<String> rules) {
  public Workload {
    metrics = List.copyOf(metrics);
    rules = List.copyOf(rules);
  }
}
