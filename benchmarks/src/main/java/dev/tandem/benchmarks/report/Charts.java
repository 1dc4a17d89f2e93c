package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of systems that count captures. What they show stands in tables, too. */
final class Charts {
  private static final int HEIGHT_PX = 360;
  private static final double MOST = 100;
  private static final List<String> LOOKS =
      List.of(
          Subjects.STREAMS_APP,
          Subjects.BEAM_APP,
          Subjects.KAFKA_STREAMS_DSL,
          Subjects.FLINK_DATASTREAM,
          Subjects.ONE_THREAD);

  private final Figures figures;

  Charts(Figures figures) {
    this.figures = figures;
  }

  /** How latency is distributed at a rate, one line per system: medians of the repetitions. */
  Chart latency(String rate) {
    Map<String, String> at = Map.of(Measures.RATE, rate);
    List<Map<String, Object>> series = new ArrayList<>();
    for (String system : figures.present(Subjects.SYSTEMS)) {
      List<List<Double>> points = new ArrayList<>();
      for (double percentile : figures.percentiles(system, Measures.LATENCY, at)) {
        Spread.of(figures.percentile(system, Measures.LATENCY, at, percentile).values())
            .filter(value -> percentile < MOST && value.median() > 0)
            .ifPresent(value -> points.add(List.of(nines(percentile), value.median())));
      }
      addLine(series, system, look(system), points);
    }
    return lines(
        "Latency at " + rateName(rate) + ", by percentile",
        axis("percentile", "nines"),
        axis("ms", "number"),
        series);
  }

  /** p50 and p99 over what was sent. */
  Chart saturation() {
    List<Map<String, Object>> series = new ArrayList<>();
    for (String system : figures.present(Subjects.SYSTEMS)) {
      for (double percentile : List.of(50.0, 99.0)) {
        List<List<Double>> points = new ArrayList<>();
        for (String rate : figures.rates()) {
          Optional<Spread> sent = Spread.of(figures.sentPerSecond(system, rate).values());
          Optional<Spread> latency =
              Spread.of(Quantity.latency(percentile, rate).of(system, figures).values());
          if (sent.isPresent() && latency.isPresent() && latency.get().median() > 0) {
            points.add(List.of(sent.get().median(), latency.get().median()));
          }
        }
        points.sort((a, b) -> Double.compare(a.get(0), b.get(0)));
        addLine(series, system + " p" + Numbers.text(percentile), look(system), points);
      }
    }
    return lines(
        "Latency over the rate of captures sent",
        axis("captures/s", "number"),
        axis("ms", "number"),
        series);
  }

  /** Parts that add up, a bar per subject. */
  Chart stacked(String caption, String unit, List<String> subjects, List<Quantity> parts) {
    List<Map<String, Object>> series = new ArrayList<>();
    for (Quantity part : parts) {
      series.add(
          Map.of(
              "type", "bar",
              "stack", "all",
              "name", part.name(),
              "look", series.size(),
              "data", subjects.stream().map(subject -> median(part, subject)).toList()));
    }
    return bars(caption, unit, subjects, series);
  }

  /** Quantities beside each other, a group of bars per subject. */
  Chart grouped(String caption, String unit, List<String> subjects, List<Quantity> quantities) {
    List<Map<String, Object>> series = new ArrayList<>();
    for (Quantity quantity : quantities) {
      series.add(
          Map.of(
              "type", "bar",
              "name", quantity.name(),
              "look", series.size(),
              "data", subjects.stream().map(subject -> median(quantity, subject)).toList()));
    }
    return bars(caption, unit, subjects, series);
  }

  /** Distributions of one run each, by name: points of percentile and value. */
  static Chart percentiles(String caption, String unit, Map<String, List<List<Double>>> named) {
    List<Map<String, Object>> series = new ArrayList<>();
    named.forEach(
        (name, points) ->
            addLine(
                series,
                name,
                series.size(),
                points.stream()
                    .filter(point -> point.get(0) < MOST)
                    .map(point -> List.of(nines(point.get(0)), point.get(1)))
                    .toList()));
    return lines(caption, axis("percentile", "nines"), axis(unit, "number"), series);
  }

  /** A rate as the report's sentences name it. */
  static String rateName(String rate) {
    return rate.equals(Measures.COMMON)
        ? "the rate common to all systems"
        : rate + " of each system's sustainable rate";
  }

  private double median(Quantity quantity, String subject) {
    return Spread.of(quantity.of(subject, figures).values()).map(Spread::median).orElse(0.0);
  }

  /** 50 is at 2, 90 at 10, 99 at 100: on a logarithmic axis each nine is as wide as the last. */
  private static double nines(double percentile) {
    return MOST / (MOST - percentile);
  }

  private static int look(String subject) {
    return Math.max(0, LOOKS.indexOf(subject));
  }

  private static void addLine(
      List<Map<String, Object>> series, String name, int look, List<List<Double>> points) {
    if (!points.isEmpty()) {
      series.add(Map.of("type", "line", "name", name, "look", look, "data", List.copyOf(points)));
    }
  }

  private static Map<String, Object> axis(String name, String scale) {
    return Map.of("type", "log", "name", name, "scale", scale);
  }

  private static Chart lines(
      String caption,
      Map<String, Object> x,
      Map<String, Object> y,
      List<Map<String, Object>> series) {
    return new Chart(
        caption,
        HEIGHT_PX,
        Map.of("xAxis", x, "yAxis", y, "tooltip", Map.of("trigger", "item"), "series", series));
  }

  private static Chart bars(
      String caption, String unit, List<String> subjects, List<Map<String, Object>> series) {
    return new Chart(
        caption,
        110 + 48 * subjects.size(),
        Map.of(
            "xAxis",
            Map.of("type", "value", "name", unit, "scale", "number"),
            "yAxis",
            Map.of("type", "category", "inverse", true, "data", subjects),
            "tooltip",
            Map.of("trigger", "item"),
            "series",
            series));
  }
}
