package dev.tandem.fiscalxml;

import dev.tandem.domain.RejectReason;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Elements and their texts, and nothing else of XML. Refuses a document type before anything of it
 * is read, an entity that is none of the five predefined ones, and elements nested too deep.
 */
final class XmlCursor implements AutoCloseable {
  /** What {@link #next} has come to. */
  enum Event {
    START,
    END,
    FINISHED
  }

  /**
   * No value that is read has more characters: an {@code Id} has 47, a national NFS-e's 53. What is
   * longer is no value, and must not travel on in a record.
   */
  private static final int MAX_VALUE_LENGTH = 64;

  private final XMLStreamReader2 reader;
  private final XmlText text;
  private final int maxDepth;
  private final MarkupLimits markup = new MarkupLimits();
  private int depth;

  XmlCursor(XMLStreamReader2 reader, XmlText text, int maxDepth) {
    this.reader = reader;
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /** Moves to the next start or end of an element; text on the way goes to a leaf that is open. */
  Event next(LeafText leaf) throws UnreadableException {
    while (true) {
      switch (token()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return Event.START;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return Event.END;
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return Event.FINISHED;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (leaf.isOpen()) {
            leaf.add(tokenText());
          }
        }
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }

  /** From a start to its end, over all that is between. */
  void skip() throws UnreadableException {
    int outside = depth - 1;
    while (depth > outside) {
      int unused = token();
    }
  }

  /**
   * From a start to its end: the element's text, whole, without surrounding blanks. Empty where it
   * is unreadable as a value: too long for one, or with an element in it.
   */
  String value() throws UnreadableException {
    return valueOf(text());
  }

  private String text() throws UnreadableException {
    int outside = depth - 1;
    String first = "";
    StringBuilder all = null;
    boolean readable = true;
    while (depth > outside) {
      int token = token();
      if (token == XMLStreamConstants.START_ELEMENT) {
        readable = false;
        skip();
      } else if (token == XMLStreamConstants.CHARACTERS
          || token == XMLStreamConstants.CDATA
          || token == XMLStreamConstants.SPACE) {
        String piece = tokenText();
        if (first.isEmpty()) {
          first = piece;
        } else {
          all = all == null ? new StringBuilder(first) : all;
          all.append(piece);
        }
      }
    }
    return readable ? trimmed(all == null ? first : all.toString()) : "";
  }

  /** Of the element just started or ended. */
  String name() {
    return reader.getLocalName();
  }

  /** Of the element just started; empty where it has none. */
  String namespace() {
    String uri = reader.getNamespaceURI();
    return uri == null ? "" : uri;
  }

  /**
   * Of the element just started, the attribute without a namespace; empty where it is absent or too
   * long to be a value.
   */
  String attribute(String name) {
    String value = reader.getAttributeValue("", name);
    return value == null ? "" : valueOf(trimmed(value));
  }

  /** Elements open, with the one just started. */
  int depth() {
    return depth;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      // It reads from memory: there is nothing to close but its buffers.
    }
  }

  private static String valueOf(String text) {
    boolean tooLong =
        text.length() > MAX_VALUE_LENGTH
            && text.codePointCount(0, text.length()) > MAX_VALUE_LENGTH;
    return tooLong ? "" : text;
  }

  /** Without the blanks of XML around it, which are fewer than Unicode's. */
  private static String trimmed(String text) {
    int from = 0;
    int until = text.length();
    while (from < until && isBlank(text.charAt(from))) {
      from++;
    }
    while (until > from && isBlank(text.charAt(until - 1))) {
      until--;
    }
    return text.substring(from, until);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private int token() throws UnreadableException {
    int token;
    try {
      token = reader.next();
    } catch (XMLStreamException | RuntimeException e) {
      throw notWellFormed();
    }
    switch (token) {
      case XMLStreamConstants.START_ELEMENT -> {
        markup.count(reader);
        if (!NamespaceNames.areUris(reader)) {
          throw notWellFormed();
        }
        if (++depth > maxDepth) {
          throw new UnreadableException(
              RejectReason.TOO_DEEP, "more than " + maxDepth + " open elements, " + place());
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> markup.count(reader);
      case XMLStreamConstants.DTD ->
          throw new UnreadableException(
              RejectReason.DOCTYPE, "a document type is refused, " + place());
      case XMLStreamConstants.ENTITY_REFERENCE -> throw notWellFormed();
      default -> {
        // Nothing to keep count of.
      }
    }
    return token;
  }

  private String tokenText() throws UnreadableException {
    try {
      return reader.getText();
    } catch (RuntimeException e) {
      // The parser reads lazily, so a fault in the text shows here.
      throw notWellFormed();
    }
  }

  private UnreadableException notWellFormed() {
    return new UnreadableException(RejectReason.NOT_WELL_FORMED, "not well-formed, " + place());
  }

  private String place() {
    Location location = reader.getLocationInfo().getCurrentLocation();
    int line = location.getLineNumber();
    return "line " + (line + text.linesBefore()) + ", column " + location.getColumnNumber();
  }
}
