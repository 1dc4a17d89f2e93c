package dev.tandem.localstack.generator;

/** Puts white space between the tags of compact XML. */
final class Spacer {
  private Spacer() {}

  static void space(StringBuilder out, String xml, Style.Spacing spacing) {
    String newLine = spacing == Style.Spacing.CRLF ? "\r\n" : "\n";
    boolean indented = spacing == Style.Spacing.INDENTED;
    int depth = 0;
    int from = 0;
    for (int tag = xml.indexOf('<'); tag >= 0; tag = xml.indexOf('<', from)) {
      int end = xml.indexOf('>', tag) + 1;
      boolean closes = xml.charAt(tag + 1) == '/';
      if (tag == from && !out.isEmpty()) {
        out.append(newLine);
        if (indented) {
          out.append("  ".repeat(closes ? depth - 1 : depth));
        }
      }
      out.append(xml, from, end);
      depth += closes ? -1 : opens(xml, tag, end) ? 1 : 0;
      from = end;
    }
    out.append(xml, from, xml.length());
  }

  private static boolean opens(String xml, int tag, int end) {
    return xml.charAt(tag + 1) != '!' && xml.charAt(end - 2) != '/';
  }
}
