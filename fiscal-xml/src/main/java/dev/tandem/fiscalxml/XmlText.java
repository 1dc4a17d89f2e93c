package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.RejectReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row's XML as UTF-8, positioned after byte order mark, leading blanks and XML declaration: these
 * are where stored documents differ from what the standard allows (domain sheet, section 8), and
 * with them out of the way there is one path into the parser.
 */
final class XmlText {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** A closed list: others could hide a document type from a casual look. */
  private static final Map<String, Charset> DECLARED =
      Map.ofEntries(
          Map.entry("utf-8", UTF_8),
          Map.entry("utf8", UTF_8),
          Map.entry("us-ascii", UTF_8),
          Map.entry("ascii", UTF_8),
          // Read as ASCII as far as the declaration, so it is not UTF-16 whatever it says.
          Map.entry("utf-16", UTF_8),
          Map.entry("utf-16le", UTF_8),
          Map.entry("utf-16be", UTF_8),
          Map.entry("iso-8859-1", ISO_8859_1),
          Map.entry("iso8859-1", ISO_8859_1),
          Map.entry("iso_8859-1", ISO_8859_1),
          Map.entry("latin1", ISO_8859_1),
          Map.entry("latin-1", ISO_8859_1),
          Map.entry("iso-8859-15", Charset.forName("ISO-8859-15")),
          Map.entry("windows-1252", WINDOWS_1252),
          Map.entry("cp1252", WINDOWS_1252));

  private static final Pattern ENCODING =
      Pattern.compile("[ \\t\\r\\n]encoding[ \\t\\r\\n]*=[ \\t\\r\\n]*[\"']([^\"']*)[\"']");

  private final byte[] bytes;
  private final int start;

  private XmlText(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  /** Bytes as stored: a byte order mark decides, else the declaration, else it is UTF-8. */
  static XmlText ofBytes(byte[] stored) throws UnreadableException {
    if (isUtf32(stored)) {
      throw new UnreadableException(RejectReason.ENCODING, "UTF-32 is not read");
    }
    Charset wide = wideCharset(stored);
    if (wide != null) {
      return ofUtf8(recode(stored, wide));
    }
    int start = skipMarksAndBlanks(stored);
    int end = declarationEnd(stored, start);
    boolean marked = startsWithMark(stored, 0);
    Charset declared = marked || end == start ? UTF_8 : declaredCharset(stored, start, end);
    return declared.equals(UTF_8) ? checked(stored, end) : ofUtf8(recode(stored, declared));
  }

  /** UTF-8 whatever the declaration says. */
  static XmlText ofUtf8(byte[] utf8) throws UnreadableException {
    return checked(utf8, declarationEnd(utf8, skipMarksAndBlanks(utf8)));
  }

  /** Decoded characters as UTF-8; half a surrogate pair has none. */
  static byte[] utf8(String decoded) throws UnreadableException {
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < decoded.length()
                && Character.isLowSurrogate(decoded.charAt(i + 1));
        if (!pair) {
          throw new UnreadableException(
              RejectReason.ENCODING, "half a surrogate pair at character " + i);
        }
        i++;
      }
    }
    return decoded.getBytes(UTF_8);
  }

  /** Valid UTF-8 from {@link #start} on. */
  byte[] bytes() {
    return bytes;
  }

  /** Of the prolog or the root element. */
  int start() {
    return start;
  }

  /** Line breaks before {@link #start}, which the parser does not see. */
  int linesBefore() {
    int lines = 0;
    for (int i = 0; i < start; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }

  private static XmlText checked(byte[] utf8, int start) throws UnreadableException {
    if (start == utf8.length) {
      throw new UnreadableException(
          RejectReason.EMPTY, "nothing, or only blanks and a declaration: bytes=" + utf8.length);
    }
    if (utf8[start] != '<') {
      Optional<String> format = PackedFormat.nameOf(utf8, start);
      if (format.isPresent()) {
        throw new UnreadableException(RejectReason.NOT_XML, format.get() + " is not read");
      }
    }
    int malformed = Utf8.firstMalformed(utf8, 0);
    if (malformed >= 0) {
      throw new UnreadableException(
          RejectReason.ENCODING, "no UTF-8 at byte " + malformed + " of " + utf8.length);
    }
    return new XmlText(utf8, start);
  }

  /** Text that is ASCII, of one byte or two a character. */
  static String asciiText(byte[] bytes) {
    Charset wide = wideCharset(bytes);
    if (wide != null) {
      return new String(bytes, wide);
    }
    int start = skipMarksAndBlanks(bytes);
    return new String(bytes, start, bytes.length - start, ISO_8859_1);
  }

  private static int skipMarksAndBlanks(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      if (isBlank(bytes[i])) {
        i++;
      } else if (startsWithMark(bytes, i)) {
        i += 3;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean startsWithMark(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && bytes[at] == (byte) 0xEF
        && bytes[at + 1] == (byte) 0xBB
        && bytes[at + 2] == (byte) 0xBF;
  }

  /** UTF-16, by its mark or by the zero byte that its first character has; else null. */
  private static Charset wideCharset(byte[] bytes) {
    if (bytes.length < 2) {
      return null;
    }
    int first = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    if (first == 0xFEFF || (bytes[0] == 0 && bytes[1] != 0)) {
      return UTF_16BE;
    }
    return first == 0xFFFE || (bytes[0] != 0 && bytes[1] == 0) ? UTF_16LE : null;
  }

  /** By its mark, or by the three zero bytes beside the first {@code <}. */
  private static boolean isUtf32(byte[] bytes) {
    if (bytes.length < 4) {
      return false;
    }
    int first = ByteBuffer.wrap(bytes).getInt();
    return first == 0xFEFF || first == 0xFFFE0000 || first == '<' || first == '<' << 24;
  }

  /** Just after {@code ?>} and what blanks follow it; {@code start} where there is none. */
  private static int declarationEnd(byte[] bytes, int start) {
    boolean declared =
        start + 5 < bytes.length
            && bytes[start] == '<'
            && bytes[start + 1] == '?'
            && bytes[start + 2] == 'x'
            && bytes[start + 3] == 'm'
            && bytes[start + 4] == 'l'
            && isBlank(bytes[start + 5]);
    if (!declared) {
      return start;
    }
    for (int i = start + 6; i + 1 < bytes.length && bytes[i] != '<'; i++) {
      if (bytes[i] == '?' && bytes[i + 1] == '>') {
        return blanksEnd(bytes, i + 2);
      }
    }
    return start;
  }

  private static int blanksEnd(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  private static Charset declaredCharset(byte[] bytes, int start, int end)
      throws UnreadableException {
    Matcher matcher = ENCODING.matcher(new String(bytes, start, end - start, ISO_8859_1));
    if (!matcher.find()) {
      return UTF_8;
    }
    Charset charset = DECLARED.get(matcher.group(1).toLowerCase(Locale.ROOT));
    if (charset == null) {
      throw new UnreadableException(
          RejectReason.ENCODING,
          "the declared encoding is none of UTF-8, UTF-16, US-ASCII, ISO-8859-1, ISO-8859-15,"
              + " windows-1252");
    }
    return charset;
  }

  private static byte[] recode(byte[] stored, Charset charset) throws UnreadableException {
    try {
      CharBuffer decoded =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(stored));
      return decoded.toString().getBytes(UTF_8);
    } catch (CharacterCodingException e) {
      throw new UnreadableException(RejectReason.ENCODING, "no " + charset.name());
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
