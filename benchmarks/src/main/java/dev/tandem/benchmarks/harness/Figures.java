package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.results.Distribution;
import dev.tandem.benchmarks.results.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of a run so far. */
final class Figures {
  private final List<Observation> observations = new ArrayList<>();
  private final List<Distribution> distributions = new ArrayList<>();

  /** Those of one subject in one repetition. */
  final class Of {
    private final String subject;
    private final int repetition;

    private Of(String subject, int repetition) {
      this.subject = subject;
      this.repetition = repetition;
    }

    void add(String measure, String unit, double value) {
      add(measure, unit, Map.of(), value);
    }

    void add(String measure, String unit, Map<String, String> at, double value) {
      observations.add(new Observation(subject, measure, unit, repetition, at, value));
    }

    void add(
        String measure,
        String unit,
        Map<String, String> at,
        long count,
        List<Distribution.Point> points) {
      distributions.add(new Distribution(subject, measure, unit, repetition, at, count, points));
    }
  }

  Of of(String subject, int repetition) {
    return new Of(subject, repetition);
  }

  void addAll(List<Observation> more) {
    observations.addAll(more);
  }

  List<Observation> observations() {
    return List.copyOf(observations);
  }

  List<Distribution> distributions() {
    return List.copyOf(distributions);
  }
}
