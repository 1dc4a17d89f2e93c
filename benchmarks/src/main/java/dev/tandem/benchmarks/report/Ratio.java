package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A subject's number over another's, each repetition's with that of the same repetition.
 *
 * @param against why these two are compared
 */
record Ratio(String subject, String than, Against against, Quantity quantity, Spread spread) {

  /** Why two are compared. */
  enum Against {
    RIVAL("against its rival"),
    OTHER_SIDE("live against history"),
    FLOOR("against the floor");

    private final String text;

    Against(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** What all repetitions agree on. */
  enum Outcome {
    BETTER("better"),
    WORSE("worse"),
    /** Some of the repetitions say the one, some the other. */
    UNDECIDED("not told apart"),
    /** One repetition tells nothing of spread. */
    ONCE("one repetition");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private record Pair(String subject, String than, Against against, List<Quantity> quantities) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              Subjects.STREAMS_APP, Subjects.KAFKA_STREAMS_DSL, Against.RIVAL, Quantity.COMPARED),
          new Pair(Subjects.BEAM_APP, Subjects.FLINK_DATASTREAM, Against.RIVAL, Quantity.COMPARED),
          new Pair(Subjects.STREAMS_APP, Subjects.BEAM_APP, Against.OTHER_SIDE, Quantity.COMPARED),
          new Pair(Subjects.STREAMS_APP, Subjects.ONE_THREAD, Against.FLOOR, Quantity.COMPARED),
          new Pair(Subjects.BEAM_APP, Subjects.ONE_THREAD, Against.FLOOR, Quantity.COMPARED),
          new Pair(Subjects.COLLECTOR, Subjects.COPY, Against.FLOOR, Quantity.OF_TABLES));

  /** Every ratio that the figures allow, pair by pair. */
  static List<Ratio> all(Figures figures) {
    List<Ratio> ratios = new ArrayList<>();
    for (Pair pair : PAIRS) {
      for (Quantity quantity : pair.quantities()) {
        of(pair, quantity, figures).ifPresent(ratios::add);
      }
    }
    return ratios;
  }

  private static Optional<Ratio> of(Pair pair, Quantity quantity, Figures figures) {
    SortedMap<Integer, Double> ones = quantity.of(pair.subject(), figures);
    SortedMap<Integer, Double> others = quantity.of(pair.than(), figures);
    List<Double> ratios = new ArrayList<>();
    ones.forEach(
        (repetition, value) -> {
          double other = others.getOrDefault(repetition, 0.0);
          if (other > 0) {
            ratios.add(value / other);
          }
        });
    return Spread.of(ratios)
        .map(spread -> new Ratio(pair.subject(), pair.than(), pair.against(), quantity, spread));
  }

  Outcome outcome() {
    if (spread.count() == 1) {
      return Outcome.ONCE;
    }
    if (spread.min() > 1) {
      return quantity.moreIsBetter() ? Outcome.BETTER : Outcome.WORSE;
    }
    if (spread.max() < 1) {
      return quantity.moreIsBetter() ? Outcome.WORSE : Outcome.BETTER;
    }
    return Outcome.UNDECIDED;
  }

  /** {@code streams-app : kafka-streams-dsl}. */
  String pair() {
    return subject + " : " + than;
  }

  /** What it is, in words. */
  String name() {
    return quantity.name();
  }
}
