package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each system did: rates, latency, costs; and the floors. */
final class SystemsSection {
  private static final List<Quantity> SUMMARY =
      List.of(
          Quantity.SUSTAINABLE_RATE,
          Quantity.THROUGHPUT,
          Quantity.THROUGHPUT_WITH_START,
          Quantity.latency(50, Measures.COMMON),
          Quantity.latency(99, Measures.COMMON),
          Quantity.latency(99.9, Measures.COMMON),
          Quantity.CPU_APP,
          Quantity.CPU_BROKER,
          Quantity.BYTES_IN,
          Quantity.BYTES_OUT,
          Quantity.HEAP,
          Quantity.RSS,
          Quantity.RESTORE);
  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  private final Figures figures;
  private final Charts charts;
  private final List<String> systems;
  private final List<String> counting;

  SystemsSection(Figures figures) {
    this.figures = figures;
    this.charts = new Charts(figures);
    this.systems = figures.present(Subjects.SYSTEMS);
    List<String> candidates = new ArrayList<>(Subjects.SYSTEMS);
    candidates.add(Subjects.ONE_THREAD);
    this.counting = figures.present(candidates);
  }

  void write(Html html) {
    if (!counting.isEmpty()) {
      html.element("h2", "Each system");
      html.element(
          "p", "Medians of the repetitions; below them, smaller, the least and the greatest.");
      html.table(summary());
      html.chart(
          charts.grouped(
              "Captures per second",
              "captures/s",
              systems,
              List.of(Quantity.SUSTAINABLE_RATE, Quantity.THROUGHPUT)));
      latency(html);
      html.element("h2", "What a capture costs");
      html.chart(
          charts.stacked(
              "CPU seconds per million captures",
              "s",
              systems,
              List.of(Quantity.CPU_APP, Quantity.CPU_BROKER)));
      html.chart(
          charts.stacked(
              "Bytes through the broker per capture",
              "B",
              systems,
              List.of(Quantity.BYTES_IN, Quantity.BYTES_OUT)));
    }
    tables(html);
  }

  /** A row per quantity, a column per system. */
  Table summary() {
    return table(counting, SUMMARY);
  }

  private void latency(Html html) {
    List<String> rates = figures.rates();
    if (rates.isEmpty()) {
      return;
    }
    html.element("h2", "Latency");
    html.element(
        "p",
        "From the time at which a capture was meant to be sent to the committed answer that it is"
            + " counted in, whether or not it could be sent by then. A percentile is given where"
            + " values lie beyond it: p99.9 takes a thousand in a repetition.");
    html.table(percentiles(rates));
    html.chart(charts.saturation());
    rates.forEach(rate -> html.chart(charts.latency(rate)));
  }

  private Table percentiles(List<String> rates) {
    List<String> head = new ArrayList<>(List.of("system", "rate", "captures/s", "values"));
    PERCENTILES.forEach(p -> head.add(p == 100 ? "greatest, ms" : "p" + Numbers.text(p) + ", ms"));
    Table.Builder table = Table.of(2, head);
    for (String system : systems) {
      for (String rate : rates) {
        long values =
            figures
                .distributions(system, Measures.LATENCY, Map.of(Measures.RATE, rate))
                .mapToLong(d -> d.count())
                .sum();
        if (values > 0) {
          List<Table.Cell> row = new ArrayList<>();
          row.add(Table.Cell.of(system));
          row.add(Table.Cell.of(rate));
          row.add(Table.Cell.of(Spread.of(figures.sentPerSecond(system, rate).values())));
          row.add(Table.Cell.of(Numbers.text(values)));
          for (double p : PERCENTILES) {
            Quantity latency = Quantity.latency(p, rate);
            row.add(Table.Cell.of(Spread.of(latency.of(system, figures).values())));
          }
          table.cells(row);
        }
      }
    }
    return table.build();
  }

  private void tables(Html html) {
    List<String> subjects = figures.present(List.of(Subjects.COLLECTOR, Subjects.COPY));
    if (!subjects.isEmpty()) {
      html.element("h2", "Reading a table");
      html.table(
          table(
              subjects,
              List.of(Quantity.SNAPSHOT, Quantity.CPU_ROWS_APP, Quantity.CPU_ROWS_DATABASE)));
    }
  }

  private Table table(List<String> subjects, List<Quantity> quantities) {
    List<String> head = new ArrayList<>(List.of("figure", "unit"));
    head.addAll(subjects);
    Table.Builder table = Table.of(2, head);
    for (Quantity quantity : quantities) {
      List<Optional<Spread>> spreads =
          subjects.stream().map(s -> Spread.of(quantity.of(s, figures).values())).toList();
      if (spreads.stream().anyMatch(Optional::isPresent)) {
        List<Table.Cell> row = new ArrayList<>();
        row.add(Table.Cell.of(quantity.name()));
        row.add(Table.Cell.of(quantity.unit()));
        spreads.forEach(spread -> row.add(Table.Cell.of(spread)));
        table.cells(row);
      }
    }
    return table.build();
  }
}
