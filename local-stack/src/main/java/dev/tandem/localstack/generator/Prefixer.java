package dev.tandem.localstack.generator;

/** Gives every element a namespace prefix, except signatures, which keep a default namespace. */
final class Prefixer {
  private static final String SIGNATURE = "<Signature ";
  private static final String SIGNATURE_END = "</Signature>";
  private static final String CDATA_END = "]]>";

  private Prefixer() {}

  /** Compact XML that declares default namespaces only. */
  static void prefix(StringBuilder out, String xml, String prefix) {
    int from = 0;
    for (int tag = xml.indexOf('<'); tag >= 0; tag = xml.indexOf('<', from)) {
      out.append(xml, from, tag);
      if (xml.startsWith(SIGNATURE, tag)) {
        from = xml.indexOf(SIGNATURE_END, tag) + SIGNATURE_END.length();
        out.append(xml, tag, from);
      } else if (xml.charAt(tag + 1) == '!') {
        from = xml.indexOf(CDATA_END, tag) + CDATA_END.length();
        out.append(xml, tag, from);
      } else {
        from = xml.indexOf('>', tag) + 1;
        boolean closes = xml.charAt(tag + 1) == '/';
        out.append(closes ? "</" : "<").append(prefix).append(':');
        out.append(
            xml.substring(tag + (closes ? 2 : 1), from)
                .replace(" xmlns=\"", " xmlns:" + prefix + "=\""));
      }
    }
    out.append(xml, from, xml.length());
  }
}
