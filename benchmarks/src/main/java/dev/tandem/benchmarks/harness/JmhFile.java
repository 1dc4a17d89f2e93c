package dev.tandem.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.results.JmhResult;
import dev.tandem.benchmarks.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what JMH writes with {@code -rf json}. */
final class JmhFile {
  private JmhFile() {}

  static List<JmhResult> read(Path file) {
    List<JmhResult> results = new ArrayList<>();
    try {
      for (JsonNode each : ResultsFile.mapper().readTree(Files.readAllBytes(file))) {
        results.add(result(each));
      }
    } catch (IOException e) {
      throw new BenchmarkException("JMH's results cannot be read: " + e, e);
    }
    return results;
  }

  private static JmhResult result(JsonNode node) {
    JsonNode primary = node.get("primaryMetric");
    boolean sampled = node.get("mode").asText().equals("sample");
    Map<String, String> params = new HashMap<>();
    node.path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    Map<String, Double> secondary = new HashMap<>();
    node.path("secondaryMetrics")
        .properties()
        .forEach(
            each ->
                number(each.getValue().get("score"))
                    .ifPresent(score -> secondary.put(each.getKey(), score)));
    return new JmhResult(
        node.get("benchmark").asText(),
        node.get("mode").asText(),
        params,
        primary.get("scoreUnit").asText(),
        primary.get("score").asDouble(),
        number(primary.path("scoreError")),
        sampled ? numbers(primary.path("scorePercentiles")) : Map.of(),
        sampled ? samples(primary.path("rawDataHistogram")) : 0,
        secondary);
  }

  private static Map<String, Double> numbers(JsonNode node) {
    Map<String, Double> numbers = new HashMap<>();
    node.properties()
        .forEach(
            each ->
                number(each.getValue()).ifPresent(number -> numbers.put(each.getKey(), number)));
    return numbers;
  }

  /** JMH lists, of each iteration of each fork, values and how often each was sampled. */
  private static long samples(JsonNode histogram) {
    long samples = 0;
    for (JsonNode fork : histogram) {
      for (JsonNode iteration : fork) {
        for (JsonNode value : iteration) {
          samples += value.get(1).asLong();
        }
      }
    }
    return samples;
  }

  /** JMH writes what it does not know as the text NaN. */
  private static Optional<Double> number(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue())
        ? Optional.of(node.doubleValue())
        : Optional.empty();
  }
}
