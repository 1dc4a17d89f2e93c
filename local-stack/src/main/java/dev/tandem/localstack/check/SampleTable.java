package dev.tandem.localstack.check;

import static java.util.stream.Collectors.joining;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A few windows of each metric as a table to read: the busiest ones of each part, and the one with
 * most cancellations.
 */
public final class SampleTable {
  private static final List<ToLongFunction<Tally>> NOTABLE =
      List.of(
          tally -> tally.live().documents(),
          tally -> tally.late().documents(),
          tally -> tally.expired().documents(),
          tally -> tally.total().cancelled());

  private final Comparison comparison;

  private SampleTable(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * The table's lines, the head first: metric, key, window (UTC), and of every opinion the parts
   * that are not zero, as documents and their value, and cancelled ones after a minus.
   */
  public static List<String> lines(Comparison comparison, List<Metric> metrics) {
    return new SampleTable(comparison).lines(metrics);
  }

  private List<String> lines(List<Metric> metrics) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("metric", "key", "window"));
    comparison.opinions().forEach(opinion -> head.add(opinion.name()));
    rows.add(head);
    for (Metric metric : metrics) {
      for (CountKey window : notable(metric.id())) {
        rows.add(row(metric, window));
      }
    }
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private Set<CountKey> notable(String metricId) {
    Opinion first = comparison.opinions().get(0);
    List<CountKey> windows =
        comparison.windows().stream().filter(key -> key.metric().equals(metricId)).toList();
    Set<CountKey> notable = new LinkedHashSet<>();
    for (ToLongFunction<Tally> measure : NOTABLE) {
      Optional<CountKey> most =
          windows.stream()
              .max(Comparator.comparingLong(key -> measure.applyAsLong(first.tally(key))));
      most.filter(key -> measure.applyAsLong(first.tally(key)) > 0).ifPresent(notable::add);
    }
    return notable;
  }

  private List<String> row(Metric metric, CountKey key) {
    List<String> row = new ArrayList<>();
    row.add(metric.name());
    row.add(
        key.dimensions().stream()
            .map(value -> value.isEmpty() ? "-" : value)
            .collect(joining(" ")));
    row.add(window(key.window()));
    for (Opinion opinion : comparison.opinions()) {
      row.add(tally(opinion, opinion.tally(key)));
    }
    return row;
  }

  private static String tally(Opinion opinion, Tally tally) {
    String parts =
        opinion.parts().stream()
            .filter(part -> !part.of(tally).isZero())
            .map(part -> part.text() + ' ' + measures(part.of(tally)))
            .collect(joining(", "));
    return parts.isEmpty() ? "-" : parts;
  }

  /** {@code 5 (380.00) -1 (20.00)}: five documents, one of them or of others cancelled. */
  private static String measures(Measures measures) {
    List<String> pairs = new ArrayList<>(2);
    if (measures.documents() != 0 || measures.value() != 0) {
      pairs.add(measures.documents() + " (" + money(measures.value()) + ")");
    }
    if (measures.cancelled() != 0 || measures.cancelledValue() != 0) {
      pairs.add("-" + measures.cancelled() + " (" + money(measures.cancelledValue()) + ")");
    }
    return String.join(" ", pairs);
  }

  /** Cents as an amount, {@code 1234.56}. */
  private static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private static String window(Window window) {
    LocalDateTime start = utc(window.startMs());
    LocalDateTime end = utc(window.endMs());
    String until =
        start.toLocalDate().equals(end.toLocalDate())
            ? end.toLocalTime().toString()
            : end.toString();
    return start + " .. " + until;
  }

  private static LocalDateTime utc(long timeMs) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), ZoneOffset.UTC);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String separator = i == 0 ? "" : i <= 3 ? "  " : " | ";
      line.append(separator).append(row.get(i));
      line.append(" ".repeat(widths[i] - row.get(i).length()));
    }
    return line.toString().stripTrailing();
  }
}
