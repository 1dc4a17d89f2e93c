package dev.tandem.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/** HTML as it is written; what is given as text is escaped. */
final class Html {
  /** In one order, so that equal results are equal pages. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final StringBuilder out = new StringBuilder(100_000);

  /** As it is. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  Html list(List<String> items) {
    raw("<ul>\n");
    items.forEach(item -> element("li", item));
    return raw("</ul>\n");
  }

  Html table(Table table) {
    return table(table, "plain");
  }

  /**
   * A table.
   *
   * @param style name of its class in {@code report.css}
   */
  Html table(Table table, String style) {
    raw("<div class=\"wide\"><table class=\"" + style + "\">\n<thead><tr>");
    for (int i = 0; i < table.head().size(); i++) {
      raw(i < table.leftColumns() ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
      text(table.head().get(i)).raw("</th>");
    }
    raw("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> row(row, table.leftColumns()));
    return raw("</tbody></table></div>\n");
  }

  private void row(List<Table.Cell> row, int leftColumns) {
    raw("<tr>");
    for (int i = 0; i < row.size(); i++) {
      String name = i == 0 ? "th" : "td";
      raw(i == 0 ? "<th scope=\"row\">" : i < leftColumns ? "<td>" : "<td class=\"n\">");
      Table.Cell cell = row.get(i);
      text(cell.text()).raw(cell.plot());
      if (!cell.small().isEmpty()) {
        raw("<small>").text(cell.small()).raw("</small>");
      }
      raw("</" + name + ">");
    }
    raw("</tr>\n");
  }

  Html chart(Chart chart) {
    raw("<figure class=\"chart\"><figcaption>").text(chart.caption()).raw("</figcaption>");
    raw(
        "<div class=\"plot\" role=\"img\" style=\"height:"
            + chart.heightPx()
            + "px\" aria-label=\"");
    text(chart.caption()).raw("\"></div>\n<script type=\"application/json\">");
    return raw(json(chart.option())).raw("</script></figure>\n");
  }

  /** JSON that no end of a script can be read in. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a chart's option is maps, lists, texts and numbers", e);
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
