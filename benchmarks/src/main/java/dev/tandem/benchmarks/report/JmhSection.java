package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.JmhResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What JMH measured: end to end with percentiles, the pieces with what they allocate. */
final class JmhSection {
  private static final String END_TO_END = ".endtoend.";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final List<String> PERCENTILES = List.of("50.0", "90.0", "99.0", "99.9", "100.0");

  private final List<JmhResult> results;

  JmhSection(List<JmhResult> results) {
    this.results = results;
  }

  void write(Html html) {
    if (results.isEmpty()) {
      return;
    }
    List<JmhResult> endToEnd =
        results.stream().filter(r -> r.benchmark().contains(END_TO_END)).toList();
    List<JmhResult> micro =
        results.stream().filter(r -> !r.benchmark().contains(END_TO_END)).toList();
    if (!endToEnd.isEmpty()) {
      html.element("h2", "One capture after another, end to end (JMH)");
      html.element(
          "p",
          "Each of 4 senders (32 where the topics live-counts and history-counts are read) sends a"
              + " capture, and its next one when the answer is there. So this is how fast an answer"
              + " can be, and tells nothing of queues. Sampled times; a percentile is given where"
              + " values lie beyond it.");
      html.table(endToEnd(endToEnd));
      html.chart(chart(endToEnd));
    }
    if (!micro.isEmpty()) {
      html.element("h2", "The pieces (JMH)");
      html.element(
          "p",
          "Time per operation with half the width of JMH's 99.9 % confidence interval, and bytes"
              + " allocated per operation.");
      byClass(micro)
          .forEach(
              (name, ofClass) -> {
                html.element("h3", name);
                html.table(micro(ofClass));
              });
    }
  }

  private static Table endToEnd(List<JmhResult> results) {
    List<String> head = new ArrayList<>(List.of("from produced to", "unit", "values", "mean"));
    PERCENTILES.forEach(p -> head.add(p.equals("100.0") ? "greatest" : "p" + p.replace(".0", "")));
    Table.Builder table = Table.of(2, head);
    for (JmhResult result : results) {
      List<String> row = new ArrayList<>();
      row.add(method(result));
      row.add(result.unit());
      row.add(Numbers.text(result.times()));
      row.add(Numbers.text(result.score()));
      for (String p : PERCENTILES) {
        Double value = result.percentiles().get(p);
        boolean known = value != null && Figures.tells(result.times(), Double.parseDouble(p));
        row.add(known ? Numbers.text(value) : "–");
      }
      table.row(row);
    }
    return table.build();
  }

  private static Chart chart(List<JmhResult> results) {
    Map<String, List<List<Double>>> named = new LinkedHashMap<>();
    for (JmhResult result : results) {
      Map<Double, Double> points = new TreeMap<>();
      result.percentiles().forEach((p, value) -> points.put(Double.parseDouble(p), value));
      named.put(
          method(result),
          points.entrySet().stream()
              .filter(point -> point.getKey() <= 99.9 && point.getValue() > 0)
              .filter(point -> Figures.tells(result.times(), point.getKey()))
              .map(point -> List.of(point.getKey(), point.getValue()))
              .toList());
    }
    return Charts.percentiles("Times from produced to answered", results.get(0).unit(), named);
  }

  private static Table micro(List<JmhResult> results) {
    Table.Builder table = Table.of(2, "operation", "of", "time", "±", "unit", "B/op");
    for (JmhResult result : results) {
      Double allocated = result.secondary().get(ALLOCATION);
      table.row(
          method(result),
          new TreeMap<>(result.params())
              .entrySet().stream()
                  .map(param -> param.getKey() + " " + param.getValue())
                  .collect(Collectors.joining(", ")),
          Numbers.text(result.score()),
          result.error().filter(Double::isFinite).map(Numbers::text).orElse("–"),
          result.unit(),
          allocated == null ? "–" : Numbers.text(Math.rint(allocated)));
    }
    return table.build();
  }

  private static Map<String, List<JmhResult>> byClass(List<JmhResult> results) {
    return results.stream()
        .sorted(Comparator.comparing(JmhResult::benchmark))
        .collect(
            Collectors.groupingBy(JmhSection::className, LinkedHashMap::new, Collectors.toList()));
  }

  private static String className(JmhResult result) {
    String[] parts = result.benchmark().split("\\.", -1);
    return parts[parts.length - 2].replace("Benchmark", "");
  }

  private static String method(JmhResult result) {
    return result.benchmark().substring(result.benchmark().lastIndexOf('.') + 1);
  }
}
