package dev.tandem.streams.query;

import java.util.List;
import java.util.stream.Collectors;

/** An answer in rows and columns, as CSV writes it (RFC 4180). */
record Table(List<String> header, List<List<String>> rows) {
  private static final String LINE_END = "\r\n";

  String csv() {
    StringBuilder csv = new StringBuilder(line(header));
    rows.forEach(row -> csv.append(line(row)));
    return csv.toString();
  }

  private static String line(List<String> fields) {
    return fields.stream().map(Table::field).collect(Collectors.joining(",")) + LINE_END;
  }

  private static String field(String text) {
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
