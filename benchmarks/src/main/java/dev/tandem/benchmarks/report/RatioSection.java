package dev.tandem.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The ratios, pair by pair, each with its spread as numbers and drawn. */
final class RatioSection {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 16;

  private final List<Ratio> ratios;
  private final double reach;

  RatioSection(List<Ratio> ratios) {
    this.ratios = ratios;
    double farthest =
        ratios.stream()
            .mapToDouble(
                r ->
                    Math.max(
                        Math.abs(Math.log(r.spread().min())), Math.abs(Math.log(r.spread().max()))))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    this.reach = Math.max(Math.log(2), farthest);
  }

  void write(Html html) {
    html.element("h2", "Ratios");
    if (ratios.isEmpty()) {
      html.element("p", "Nothing was measured of which two can be compared.");
      return;
    }
    html.element(
        "p",
        "A system's figure over the other's of the same repetition: the median, then the"
            + " least and the greatest. Better or worse is said where all repetitions agree."
            + " The line goes from the least to the greatest, on a logarithmic scale from "
            + Numbers.text(Math.exp(-reach))
            + " to "
            + Numbers.text(Math.exp(reach))
            + "; the tick in its middle is 1.");
    ratios.stream()
        .map(Ratio::pair)
        .distinct()
        .forEach(
            pair -> {
              List<Ratio> ofPair = ratios.stream().filter(r -> r.pair().equals(pair)).toList();
              html.element("h3", pair + " (" + ofPair.get(0).against().text() + ")");
              html.table(table(ofPair), "ratios");
            });
  }

  private Table table(List<Ratio> ofPair) {
    Table.Builder table =
        Table.of(6, "figure", "better is", "ratio", "spread", "", "in all repetitions");
    for (Ratio ratio : ofPair) {
      table.cells(
          List.of(
              Table.Cell.of(ratio.name()),
              Table.Cell.of(ratio.quantity().moreIsBetter() ? "more" : "less"),
              Table.Cell.of(Numbers.text(ratio.spread().median())),
              Table.Cell.of(ratio.spread().range()),
              Table.Cell.plotted(plot(ratio.spread())),
              Table.Cell.of(ratio.outcome().text())));
    }
    return table.build();
  }

  private String plot(Spread spread) {
    return String.format(
        Locale.ROOT,
        "<svg class=\"range\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
            + "<line class=\"one\" x1=\"%4$d\" x2=\"%4$d\" y1=\"0\" y2=\"%2$d\"/>"
            + "<line x1=\"%5$.1f\" x2=\"%6$.1f\" y1=\"%3$d\" y2=\"%3$d\"/>"
            + "<circle cx=\"%7$.1f\" cy=\"%3$d\" r=\"3.5\"/></svg>",
        WIDTH,
        HEIGHT,
        HEIGHT / 2,
        WIDTH / 2,
        x(spread.min()),
        x(spread.max()),
        x(spread.median()));
  }

  private double x(double ratio) {
    double margin = 5;
    double place = ratio > 0 ? Math.log(ratio) / reach : -1;
    return WIDTH / 2.0 + Math.max(-1, Math.min(1, place)) * (WIDTH / 2.0 - margin);
  }
}
