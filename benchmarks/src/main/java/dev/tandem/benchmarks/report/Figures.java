package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Distribution;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Results;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks results up. */
final class Figures {
  private static final double SAME_PERCENTILE = 1e-9;
  private static final double GREATEST = 100;

  private final Results results;

  Figures(Results results) {
    this.results = results;
  }

  Results results() {
    return results;
  }

  /**
   * A subject's values by repetition.
   *
   * @param at circumstances that must be among the observation's
   */
  SortedMap<Integer, Double> values(String subject, String measure, Map<String, String> at) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    for (Observation o : results.observations()) {
      if (o.subject().equals(subject)
          && o.measure().equals(measure)
          && o.at().entrySet().containsAll(at.entrySet())) {
        values.put(o.repetition(), o.value());
      }
    }
    return values;
  }

  /**
   * A percentile of a subject's distributions by repetition; of those alone that have values beyond
   * it.
   */
  SortedMap<Integer, Double> percentile(
      String subject, String measure, Map<String, String> at, double percentile) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    distributions(subject, measure, at)
        .forEach(d -> point(d, percentile).ifPresent(value -> values.put(d.repetition(), value)));
    return values;
  }

  Stream<Distribution> distributions(String subject, String measure, Map<String, String> at) {
    return results.distributions().stream()
        .filter(
            d ->
                d.subject().equals(subject)
                    && d.measure().equals(measure)
                    && d.at().entrySet().containsAll(at.entrySet()));
  }

  /** A percentile that no value lies beyond would be the greatest value by another name. */
  static boolean tells(long count, double percentile) {
    return percentile == GREATEST
        || count * (GREATEST - percentile) / GREATEST >= 1 - SAME_PERCENTILE;
  }

  private static Optional<Double> point(Distribution distribution, double percentile) {
    return distribution.points().stream()
        .filter(p -> tells(distribution.count(), p.percentile()))
        .filter(p -> Math.abs(p.percentile() - percentile) < SAME_PERCENTILE)
        .map(Distribution.Point::value)
        .findFirst();
  }

  /** The percentiles that any of the distributions has. */
  SortedSet<Double> percentiles(String subject, String measure, Map<String, String> at) {
    SortedSet<Double> percentiles = new TreeSet<>();
    distributions(subject, measure, at)
        .flatMap(d -> d.points().stream())
        .forEach(p -> percentiles.add(p.percentile()));
    return percentiles;
  }

  /** Of the candidates those that have any figure, in their order. */
  List<String> present(List<String> candidates) {
    return candidates.stream()
        .filter(
            subject ->
                results.observations().stream().anyMatch(o -> o.subject().equals(subject))
                    || results.distributions().stream().anyMatch(d -> d.subject().equals(subject)))
        .toList();
  }

  /**
   * The rates at which latency was measured: shares first, in rising order, the common one last.
   */
  List<String> rates() {
    return results.distributions().stream()
        .filter(d -> d.measure().equals(Measures.LATENCY))
        .map(d -> d.at().getOrDefault(Measures.RATE, ""))
        .distinct()
        .sorted(
            Comparator.comparing((String rate) -> rate.equals(Measures.COMMON))
                .thenComparing(rate -> rate.length())
                .thenComparing(rate -> rate))
        .toList();
  }

  /** captures/s that were sent at a rate, by repetition. */
  SortedMap<Integer, Double> sentPerSecond(String subject, String rate) {
    SortedMap<Integer, Double> sent = new TreeMap<>();
    distributions(subject, Measures.LATENCY, Map.of(Measures.RATE, rate))
        .filter(d -> d.at().containsKey(Measures.CAPTURES_PER_SECOND))
        .forEach(
            d ->
                sent.put(
                    d.repetition(), Double.parseDouble(d.at().get(Measures.CAPTURES_PER_SECOND))));
    return sent;
  }
}
