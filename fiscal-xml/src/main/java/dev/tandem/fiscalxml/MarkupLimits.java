package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tandem.domain.RejectReason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Keeps rows from the parser that it would read for hours: the time Aalto takes grows with the
 * square of the different names in a document and of the attributes in a tag (64,000 namespaces
 * declared in one tag of 1.5 MB: two minutes). Real documents have about 300 names and tags of a
 * few hundred bytes.
 */
final class MarkupLimits {
  static final int MAX_TAG_BYTES = 8192;

  /** Names are counted at first, which costs nothing, and told apart only beyond so many. */
  static final int MAX_NAMES = 4096;

  private static final byte[] LESS_THAN = ascii("<");
  private static final byte[] COMMENT = ascii("<!--");
  private static final byte[] COMMENT_END = ascii("-->");
  private static final byte[] CDATA = ascii("<![CDATA[");
  private static final byte[] CDATA_END = ascii("]]>");
  private static final byte[] INSTRUCTION = ascii("<?");
  private static final byte[] INSTRUCTION_END = ascii("?>");

  private int names;
  private final Set<String> different = new HashSet<>();

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Takes in the names of the element or processing instruction that the reader has come to. */
  void count(XMLStreamReader2 reader) throws UnreadableException {
    boolean element = reader.isStartElement();
    names += element ? 1 + reader.getAttributeCount() + reader.getNamespaceCount() : 1;
    if (names > MAX_NAMES) {
      tellApart(reader, element);
      if (different.size() > MAX_NAMES) {
        throw new UnreadableException(
            RejectReason.TOO_MUCH_MARKUP, "more than " + MAX_NAMES + " different names");
      }
    }
  }

  private void tellApart(XMLStreamReader2 reader, boolean element) {
    if (!element) {
      different.add(reader.getPITarget());
      return;
    }
    different.add(reader.getPrefixedName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      different.add(reader.getAttributePrefix(i) + ':' + reader.getAttributeLocalName(i));
    }
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      different.add("xmlns:" + reader.getNamespacePrefix(i));
    }
  }

  /**
   * Refuses a text with a tag that is too long. No tag holds a {@code <}, so a long one can only
   * begin where the next {@code <} is far; that is found without looking at every byte. Only then
   * is the text gone through from its start, for what looks like a tag may be the text of a
   * comment, a CDATA section or a processing instruction, which may be long.
   */
  static void requireShortTags(XmlText text) throws UnreadableException {
    byte[] bytes = text.bytes();
    int at = text.start();
    while (at + MAX_TAG_BYTES < bytes.length) {
      int next = lastLessThan(bytes, at + MAX_TAG_BYTES, at);
      if (next == at) {
        if (bytes[at] == '<' && isLongTag(bytes, at)) {
          requireShortTags(bytes, text.start());
          return;
        }
        next = indexOf(bytes, LESS_THAN, at + MAX_TAG_BYTES);
      }
      at = next;
    }
  }

  /** The last {@code <} from {@code to} down to {@code from}; {@code from} if there is none. */
  private static int lastLessThan(byte[] bytes, int to, int from) {
    int at = to;
    while (at > from && bytes[at] != '<') {
      at--;
    }
    return at;
  }

  private static void requireShortTags(byte[] bytes, int start) throws UnreadableException {
    int at = start;
    while (at < bytes.length) {
      if (startsWith(bytes, COMMENT, at)) {
        at = indexOf(bytes, COMMENT_END, at + COMMENT.length);
      } else if (startsWith(bytes, CDATA, at)) {
        at = indexOf(bytes, CDATA_END, at + CDATA.length);
      } else if (startsWith(bytes, INSTRUCTION, at)) {
        at = indexOf(bytes, INSTRUCTION_END, at + INSTRUCTION.length);
      } else if (isLongTag(bytes, at)) {
        throw new UnreadableException(
            RejectReason.TOO_MUCH_MARKUP, "a tag of more than " + MAX_TAG_BYTES + " bytes");
      } else {
        at = indexOf(bytes, LESS_THAN, at + 1);
      }
    }
  }

  /** Whether what begins here is open for too long: not closed, and no {@code <} breaks it off. */
  private static boolean isLongTag(byte[] bytes, int from) {
    boolean tag =
        bytes[from] == '<'
            && from + MAX_TAG_BYTES < bytes.length
            && bytes[from + 1] != '!'
            && bytes[from + 1] != '?';
    if (!tag) {
      return false;
    }
    byte quote = 0;
    for (int i = from + 1; i <= from + MAX_TAG_BYTES; i++) {
      byte b = bytes[i];
      if (b == '<') {
        return false;
      } else if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '>') {
        return false;
      } else if (b == '"' || b == '\'') {
        quote = b;
      }
    }
    return true;
  }

  /** Where the wanted bytes begin at or after {@code from}; the end where they do not. */
  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    int at = from;
    while (at < bytes.length && (bytes[at] != wanted[0] || !startsWith(bytes, wanted, at))) {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, byte[] wanted, int at) {
    return at + wanted.length <= bytes.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
