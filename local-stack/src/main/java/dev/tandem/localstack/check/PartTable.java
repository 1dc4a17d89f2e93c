package dev.tandem.localstack.check;

import dev.tandem.counting.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many documents each metric counts in which part, all windows together. */
public final class PartTable {
  private PartTable() {}

  /** A line for each metric: its documents of each part and their share, by an opinion. */
  public static List<String> lines(Opinion opinion, List<Metric> metrics) {
    List<String> lines = new ArrayList<>();
    int width = metrics.stream().mapToInt(metric -> metric.name().length()).max().orElse(0);
    for (Metric metric : metrics) {
      Map<Part, Long> documents = documents(opinion, metric.id());
      long total = Math.max(1, documents.values().stream().mapToLong(Long::longValue).sum());
      StringBuilder line =
          new StringBuilder(metric.name()).append(" ".repeat(width - metric.name().length()));
      for (Part part : Part.values()) {
        long count = documents.get(part);
        line.append(
            String.format(
                Locale.ROOT, "  %,11d %s %5.1f%%", count, part.text(), 100.0 * count / total));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static Map<Part, Long> documents(Opinion opinion, String metricId) {
    Map<Part, Long> documents = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      documents.put(
          part,
          opinion.tallies().entrySet().stream()
              .filter(entry -> entry.getKey().metric().equals(metricId))
              .mapToLong(entry -> part.of(entry.getValue()).documents())
              .sum());
    }
    return documents;
  }
}
