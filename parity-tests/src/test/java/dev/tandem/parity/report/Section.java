package dev.tandem.parity.report;

import java.util.List;

/**
 * A table of the report.
 *
 * @param title what the table is about
 * @param note how it came about; may be empty
 * @param columns their heads
 * @param rows each with a text for every column
 */
public record Section(String title, String note, List<String> columns, List<List<String>> rows) {
  public Section {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has a text for every column: columns=" + columns + ", row=" + row);
      }
    }
  }

  /** As lines of text, columns beside each other. */
  public String text() {
    StringBuilder text = new StringBuilder(title).append('\n');
    if (!note.isEmpty()) {
      text.append("  ").append(note).append('\n');
    }
    appendRow(text, columns);
    rows.forEach(row -> appendRow(text, row));
    return text.toString();
  }

  private void appendRow(StringBuilder text, List<String> row) {
    text.append(' ');
    for (int i = 0; i < row.size(); i++) {
      text.append(' ').append(row.get(i));
      text.append(i == row.size() - 1 ? "" : " ".repeat(width(i) - row.get(i).length() + 1));
    }
    text.append('\n');
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(columns.get(column).length(), Math::max);
  }
}
