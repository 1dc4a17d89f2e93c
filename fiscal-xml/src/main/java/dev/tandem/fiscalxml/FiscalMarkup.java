package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether what cannot be read as XML is a document that is broken, or was never one: by its tags,
 * which its own words could not forge by chance.
 */
final class FiscalMarkup {
  private static final String PREFIX = "(?:[^ \\t\\r\\n<>/:=\"'!?&]+:)?";

  /** The declaration of a fiscal namespace, be it with escaped quotes as in JSON. */
  private static final String DECLARATION =
      "xmlns(?::[^ \\t\\r\\n<>/:=\"'!?&]+)?[ \\t\\r\\n]*=[ \\t\\r\\n]*\\\\?[\"']"
          + "http://www\\.(?:portalfiscal\\.inf\\.br/|sped\\.fazenda\\.gov\\.br/nfse"
          + "|fazenda\\.sp\\.gov\\.br/sat)";

  private static final Pattern DECLARED =
      Pattern.compile(
          DECLARATION
              + "|<"
              + PREFIX
              + "(?:"
              + String.join("|", RecordElement.names())
              + ")[ \\t\\r\\n][^<>]*\\bId[ \\t\\r\\n]*=");

  private static final Pattern TAGGED =
      Pattern.compile(
          DECLARATION
              + "|<"
              + PREFIX
              + "(?:"
              + String.join("|", names())
              + ")(?:[ \\t\\r\\n/>]|$)");

  private static final Pattern MENTIONED =
      Pattern.compile(
          "portalfiscal|sped\\.fazenda|fazenda\\.sp|H[ \\t\\r\\n]*4[ \\t\\r\\n]*s[ \\t\\r\\n]*I|"
              + String.join("|", names()));

  private FiscalMarkup() {}

  /**
   * Whether bytes in any encoding have a tag of a record, or declare a fiscal namespace. Behind
   * other text, which may be about a tag, it must be a tag with an {@code Id}.
   */
  static boolean isIn(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1).replace("\0", "");
    int start = 0;
    while (start < text.length()
        && "\u00EF\u00BB\u00BF\u00FE\u00FF \t\r\n".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean first = start < text.length() && text.charAt(start) == '<';
    return (first ? TAGGED : DECLARED).matcher(text).find();
  }

  /**
   * Whether a text, from its first tag on, declares a fiscal namespace or has the tag of a record
   * with an {@code Id}.
   */
  static boolean isDeclaredIn(String text) {
    int tag = text.indexOf('<');
    return tag >= 0 && DECLARED.matcher(text).find(tag);
  }

  /** Whether a text that begins as XML does may have to do with records. */
  static boolean isMentionedIn(CharSequence text) {
    return MENTIONED.matcher(text).find();
  }

  private static Set<String> names() {
    // A longer name before those that it begins with.
    Set<String> names =
        new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(name -> name));
    names.addAll(RecordElement.names());
    names.addAll(LeafText.ZIPS);
    return names;
  }
}
