package dev.tandem.benchmarks.results;

import java.util.Map;

/**
 * One figure of one repetition.
 *
 * @param subject what was measured, one of {@link Subjects}
 * @param measure one of {@link Measures}
 * @param unit as it is shown: {@code captures/s}, {@code s}, {@code MB}
 * @param repetition from 1
 * @param at under which circumstances, such as {@code rate=50%} or {@code process=broker}
 */
public record Observation(
    String subject,
    String measure,
    String unit,
    int repetition,
    Map<String, String> at,
    double value) {
  public Observation {
    at = Map.copyOf(at);
  }
}
