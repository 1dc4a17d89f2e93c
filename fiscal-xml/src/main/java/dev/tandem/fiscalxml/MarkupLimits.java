package dev.tandem.fiscalxml;

import dev.tandem.domain.RejectReason;
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

  private int names;
  private final Set<String> different = new HashSet<>();

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
   * begin where the next {@code <} is far; that is found without looking at every byte. (A {@code
   * <} that CDATA or a comment holds is taken for a tag's.)
   */
  static void requireShortTags(XmlText text) throws UnreadableException {
    byte[] bytes = text.bytes();
    int at = text.start();
    while (at + MAX_TAG_BYTES < bytes.length) {
      int next = lastLessThan(bytes, at + MAX_TAG_BYTES, at);
      if (next == at) {
        if (bytes[at] == '<' && isTag(bytes[at + 1]) && isLongTag(bytes, at)) {
          throw new UnreadableException(
              RejectReason.TOO_MUCH_MARKUP, "a tag of more than " + MAX_TAG_BYTES + " bytes");
        }
        next = at + MAX_TAG_BYTES;
        while (next < bytes.length && bytes[next] != '<') {
          next++;
        }
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

  /** Not a comment, CDATA section or processing instruction, which may be long. */
  private static boolean isTag(byte afterLessThan) {
    return afterLessThan != '!' && afterLessThan != '?';
  }

  private static boolean isLongTag(byte[] bytes, int from) {
    byte quote = 0;
    for (int i = from + 1; i <= from + MAX_TAG_BYTES; i++) {
      byte b = bytes[i];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '>') {
        return false;
      } else if (b == '"' || b == '\'') {
        quote = b;
      }
    }
    return true;
  }
}
