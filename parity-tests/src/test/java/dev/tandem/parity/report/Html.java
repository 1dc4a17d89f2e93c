package dev.tandem.parity.report;

import java.util.Collection;
import java.util.List;

/** A page that needs nothing else. */
final class Html {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Tandem: parity report</title>
      <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; }
        table { border-collapse: collapse; margin: 0 0 2em; }
        th, td { border: 1px solid #ccc; padding: .25em .6em; text-align: left; vertical-align: top; }
        th { background: #f4f4f4; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
      </style></head><body>
      <h1>Parity report</h1>
      <p>Several engines counted the same logs. Every window was compared in every part: live, late
      and expired, each in documents, value, cancelled and cancelled value.</p>
      """;

  private Html() {}

  static String page(Collection<List<Section>> parts) {
    StringBuilder page = new StringBuilder(HEAD);
    parts.forEach(sections -> sections.forEach(section -> append(page, section)));
    return page.append("</body></html>\n").toString();
  }

  private static void append(StringBuilder page, Section section) {
    page.append("<h2>").append(escape(section.title())).append("</h2>\n");
    if (!section.note().isEmpty()) {
      page.append("<p>").append(escape(section.note())).append("</p>\n");
    }
    page.append("<table><tr>");
    section.columns().forEach(head -> page.append("<th>").append(escape(head)).append("</th>"));
    page.append("</tr>\n");
    for (List<String> row : section.rows()) {
      page.append("<tr>");
      row.forEach(text -> page.append(cell(text)));
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private static String cell(String text) {
    String kind = text.matches("-?[0-9][0-9,.]*") ? "<td class=\"number\">" : "<td>";
    return kind + escape(text) + "</td>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
