package dev.tandem.fiscalxml;

import java.util.Set;

/**
 * The text of an element outside all records, up to the next tag. It may be a document in itself:
 * compressed and written as base64, or XML written as text. What cannot be one is not kept.
 */
final class LeafText {
  /** What a text may be, by how it begins and where it stands. */
  enum Kind {
    /** Nothing that concerns us. */
    PLAIN,
    /** Of an element that holds nothing but base64 of gzip, by the layouts. */
    NAMED_ZIP,
    /** It begins as base64 of gzip does. */
    ZIP,
    XML,
    /** It begins as base64 of XML does, which is not read. */
    BASE64_OF_XML,
    /** It has a fiscal tag, but other text before it or elements beside it. */
    STRAY_XML
  }

  /** Elements that hold nothing but base64 of gzip, by the layouts of the authority's services. */
  static final Set<String> ZIPS = Set.of("docZip", "procNFeZip", "NFeZip", "protNFeZip");

  /** Bytes of its own in base64, and never a document. */
  private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

  private final StringBuilder text = new StringBuilder();
  private boolean open;
  private boolean zip;
  private boolean beside;
  private boolean begun;
  private boolean behind;

  /** Whether the texts of a namespace's elements may be documents. */
  static boolean mayBeDocument(String namespace) {
    return !namespace.equals(SIGNATURE);
  }

  /** At the start of an element. */
  void open(String name, String namespace) {
    begin(mayBeDocument(namespace));
    zip = ZIPS.contains(name);
  }

  /** Behind the end of an element, where the text of the one around it may go on. */
  void reopen(boolean mayBeDocument) {
    begin(mayBeDocument);
    zip = false;
    beside = true;
  }

  private void begin(boolean opened) {
    text.setLength(0);
    open = opened;
    beside = false;
    begun = false;
    behind = false;
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
    int from = begun ? 0 : PackedFormat.skipMarksAndBlanks(piece);
    begun |= from < piece.length();
    if (behind && text.isEmpty()) {
      from = piece.indexOf('<');
    }
    if (from >= 0) {
      text.append(piece, from, piece.length());
    }
    if (begun && !zip && !behind && text.charAt(0) != '<' && !mayBeBase64()) {
      behind = true;
      int tag = text.indexOf("<");
      text.delete(0, tag < 0 ? text.length() : tag);
    }
  }

  /** At a tag, where it is whole. */
  Kind kind(boolean beforeElement) {
    if (!open) {
      return Kind.PLAIN;
    } else if (zip) {
      return Kind.NAMED_ZIP;
    } else if (text.isEmpty()) {
      return Kind.PLAIN;
    } else if (beforeElement || beside || behind) {
      return FiscalMarkup.isDeclaredIn(text()) ? Kind.STRAY_XML : Kind.PLAIN;
    } else if (text.charAt(0) == '<') {
      return FiscalMarkup.isMentionedIn(text) ? Kind.XML : Kind.PLAIN;
    }
    return PackedFormat.mayBeBase64OfGzip(text) ? Kind.ZIP : Kind.BASE64_OF_XML;
  }

  private boolean mayBeBase64() {
    return PackedFormat.mayBeBase64OfGzip(text) || PackedFormat.mayBeBase64OfXml(text);
  }

  String text() {
    return text.toString();
  }
}
