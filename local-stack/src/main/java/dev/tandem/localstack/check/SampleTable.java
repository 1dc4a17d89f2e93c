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
 * A few windows of each metric as a table to read: those that the first opinion finds busiest in
 * each part, and the one with most cancellations.
 */
public final class SampleTable {
  private static final int COLUMNS_OF_WINDOW = 4;
  private static final List<ToLongFunction<Tally>> NOTABLE =
      List.of(
          tally -> tally.live().documents(),
          tally -> tally.late().documents(),
          tally -> tally.expired().documents(),
          tally -> tally.total().cancelled());

  private final List<Opinion> opinions;

  private SampleTable(List<Opinion> opinions) {
    this.opinions = opinions;
  }

  /**
   * The table's lines, the head first: metric, key, window (UTC), a part that is not zero in some
   * opinion, and what each of them says of it, as documents and their value, and cancelled ones
   * after a minus. Nothing stands where an opinion does not answer the part.
   */
  public static List<String> lines(List<Opinion> opinions, List<Metric> metrics) {
    return new SampleTable(opinions).lines(metrics);
  }

  private List<String> lines(List<Metric> metrics) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("metric", "key", "window", "part"));
    opinions.forEach(opinion -> head.add(opinion.title()));
    rows.add(head);
    for (Metric metric : metrics) {
      for (CountKey window : notable(metric.id())) {
        for (Part part : Part.values()) {
          if (opinions.stream().anyMatch(o -> !part.of(o.tally(window)).isZero())) {
            rows.add(row(metric, window, part));
          }
        }
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
    Opinion first = opinions.get(0);
    List<CountKey> ofMetric =
        first.tallies().keySet().stream()
            .filter(key -> key.metric().equals(metricId))
            .sorted()
            .toList();
    Set<CountKey> notable = new LinkedHashSet<>();
    for (ToLongFunction<Tally> measure : NOTABLE) {
      Optional<CountKey> most =
          ofMetric.stream()
              .max(Comparator.comparingLong(key -> measure.applyAsLong(first.tally(key))));
      most.filter(key -> measure.applyAsLong(first.tally(key)) > 0).ifPresent(notable::add);
    }
    return notable;
  }

  private List<String> row(Metric metric, CountKey key, Part part) {
    List<String> row = new ArrayList<>();
    row.add(metric.name());
    row.add(
        key.dimensions().stream()
            .map(value -> value.isEmpty() ? "-" : value)
            .collect(joining(" ")));
    row.add(window(key.window()));
    row.add(part.text());
    for (Opinion opinion : opinions) {
      row.add(opinion.parts().contains(part) ? measures(part.of(opinion.tally(key))) : "");
    }
    return row;
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
    return pairs.isEmpty() ? "-" : String.join(" ", pairs);
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
      String separator = i == 0 ? "" : i <= COLUMNS_OF_WINDOW ? "  " : " | ";
      line.append(separator).append(row.get(i));
      line.append(" ".repeat(widths[i] - row.get(i).length()));
    }
    return line.toString().stripTrailing();
  }
}
