package dev.tandem.fiscalxml;

import java.util.Set;

/**
 * The text of an element outside all records that holds no element, where it may be a document in
 * itself: compressed and written as base64, or XML written as text.
 */
final class LeafText {
  /** Elements that hold nothing but base64 of gzip, by the layouts of the authority's services. */
  private static final Set<String> ZIPS = Set.of("docZip", "procNFeZip", "NFeZip", "protNFeZip");

  /** Bytes of its own in base64, and never a document. */
  private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

  /** In the namespaces of all of the authority's layouts. */
  private static final String FISCAL = "portalfiscal";

  private final StringBuilder text = new StringBuilder();
  private boolean open;
  private boolean zip;

  /** At the start of an element. */
  void open(String name, String namespace) {
    text.setLength(0);
    zip = ZIPS.contains(name);
    open = !namespace.equals(SIGNATURE);
  }

  /** Where no text is an element's own any more. */
  void shut() {
    open = false;
  }

  /** Whether further text may be part of it. */
  boolean isOpen() {
    return open;
  }

  void add(String piece) {
    if (text.isEmpty()) {
      text.append(withoutMarkAndBlanks(piece));
    } else {
      text.append(piece);
    }
    if (!zip && !text.isEmpty() && text.charAt(0) != '<' && !mayBeZipped()) {
      open = false;
    }
  }

  /** Whether it is by its name what only holds base64 of gzip. */
  boolean isNamedZip() {
    return open && zip;
  }

  /** At the end of an element: whether it holds base64 of gzip, or must. */
  boolean isZipped() {
    return open && (zip || startsWith(PackedFormat.BASE64_OF_GZIP));
  }

  /** At the end of an element: whether it holds XML as text that has to do with fiscal records. */
  boolean isXml() {
    if (!open || zip || !startsWith("<")) {
      return false;
    }
    String all = text();
    return all.contains(FISCAL)
        || RecordElement.isNamedIn(all)
        || all.contains(PackedFormat.BASE64_OF_GZIP)
        || ZIPS.stream().anyMatch(all::contains);
  }

  String text() {
    return text.toString();
  }

  private boolean mayBeZipped() {
    int length = Math.min(text.length(), PackedFormat.BASE64_OF_GZIP.length());
    return startsWith(PackedFormat.BASE64_OF_GZIP.substring(0, length));
  }

  private boolean startsWith(String beginning) {
    return text.length() >= beginning.length()
        && text.substring(0, beginning.length()).equals(beginning);
  }

  private static String withoutMarkAndBlanks(String piece) {
    int at = 0;
    while (at < piece.length() && (piece.charAt(at) <= ' ' || piece.charAt(at) == '\uFEFF')) {
      at++;
    }
    return piece.substring(at);
  }
}
