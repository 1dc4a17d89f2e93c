package dev.tandem.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of texts.
 *
 * @param leftColumns so many columns from the left are texts, the others numbers
 */
record Table(List<String> head, int leftColumns, List<List<Cell>> rows) {
  /**
   * A cell.
   *
   * @param small what stands below in small type, in Markdown in parentheses; empty where nothing
   *     does
   * @param plot what is drawn beside the text in HTML, as SVG; empty where nothing is
   */
  record Cell(String text, String small, String plot) {
    static Cell of(String text) {
      return new Cell(text, "", "");
    }

    /** The median, and below it the least and the greatest. */
    static Cell of(Optional<Spread> spread) {
      return spread.map(s -> new Cell(Numbers.text(s.median()), s.range(), "")).orElse(of("–"));
    }

    static Cell plotted(String plot) {
      return new Cell("", "", plot);
    }
  }

  Table {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  static Builder of(int leftColumns, String... head) {
    return new Builder(List.of(head), leftColumns);
  }

  static Builder of(int leftColumns, List<String> head) {
    return new Builder(head, leftColumns);
  }

  /** Collects rows. */
  static final class Builder {
    private final List<String> head;
    private final int leftColumns;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Builder(List<String> head, int leftColumns) {
      this.head = head;
      this.leftColumns = leftColumns;
    }

    Builder row(String... texts) {
      return row(List.of(texts));
    }

    Builder row(List<String> texts) {
      return cells(texts.stream().map(Cell::of).toList());
    }

    Builder cells(List<Cell> cells) {
      if (cells.size() != head.size()) {
        throw new IllegalArgumentException(
            "a row has " + head.size() + " cells: cells=" + cells.size());
      }
      rows.add(List.copyOf(cells));
      return this;
    }

    Table build() {
      return new Table(head, leftColumns, rows);
    }
  }
}
