package dev.tandem.benchmarks.results;

import java.util.Map;
import java.util.Optional;

/**
 * What JMH says of one benchmark.
 *
 * @param benchmark its qualified name
 * @param mode as JMH abbreviates it: {@code thrpt}, {@code avgt}, {@code sample}
 * @param params values of its parameters
 * @param error half the width of JMH's 99.9 % confidence interval; empty where JMH has too few
 *     values for one
 * @param percentiles of sampled times, in the unit of the score, by percentile as JMH writes it
 *     ({@code "99.9"}); empty in other modes
 * @param times how many were sampled; 0 in other modes
 * @param secondary what profilers say, such as {@code gc.alloc.rate.norm} (B/op)
 */
public record JmhResult(
    String benchmark,
    String mode,
    Map<String, String> params,
    String unit,
    double score,
    Optional<Double> error,
    Map<String, Double> percentiles,
    long times,
    Map<String, Double> secondary) {
  public JmhResult {
    params = Map.copyOf(params);
    percentiles = Map.copyOf(percentiles);
    secondary = Map.copyOf(secondary);
  }
}
