package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Results;
import java.util.List;
import java.util.stream.Collectors;

/** The same ratios and each system's figures, as Markdown. */
final class Markdown {
  private final StringBuilder out = new StringBuilder(4_000);

  static String of(Results results) {
    Markdown markdown = new Markdown();
    Figures figures = new Figures(results);
    markdown.line("# Benchmarks of " + results.startedAt());
    if (results.quick()) {
      markdown.line(Page.QUICK);
    }
    markdown.line(Page.headline(results));
    Table.Builder ratios =
        Table.of(6, "pair", "figure", "better is", "ratio", "spread", "in all repetitions");
    for (Ratio ratio : Ratio.all(figures)) {
      ratios.row(
          ratio.pair(),
          ratio.name(),
          ratio.quantity().moreIsBetter() ? "more" : "less",
          Numbers.text(ratio.spread().median()),
          ratio.spread().range(),
          ratio.outcome().text());
    }
    markdown.section("Ratios", ratios.build());
    markdown.section("Each system", new SystemsSection(figures).summary());
    return markdown.out.toString();
  }

  private void section(String title, Table table) {
    if (table.isEmpty()) {
      return;
    }
    line("## " + title);
    out.append(row(table.head())).append('|');
    for (int i = 0; i < table.head().size(); i++) {
      out.append(i < table.leftColumns() ? "---|" : "---:|");
    }
    out.append('\n');
    table.rows().forEach(cells -> out.append(row(cells.stream().map(Markdown::text).toList())));
    out.append('\n');
  }

  private void line(String text) {
    out.append(escape(text)).append("\n\n");
  }

  /** Markdown lets markup through. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String text(Table.Cell cell) {
    return cell.small().isEmpty() ? cell.text() : cell.text() + " (" + cell.small() + ")";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> escape(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
