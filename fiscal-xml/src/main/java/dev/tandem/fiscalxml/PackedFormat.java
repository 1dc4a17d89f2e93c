package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stored bytes are where they are no XML, by how they begin. Gzip, and base64 of it, is read;
 * the others are refused by their names.
 */
final class PackedFormat {
  /** Base64 of what every gzip begins with: 1F 8B 08. */
  private static final String BASE64_OF_GZIP = "H4sI";

  private static final String BASE64_OF_MARK = "77u/";

  /** Of byte order marks, in UTF-8 and UTF-16. */
  private static final String MARK_BYTES = "\u00EF\u00BB\u00BF\u00FE\u00FF";

  private static final int GZIP_HEADER = 10;
  private static final int RESERVED_FLAGS = 0xE0;
  private static final int BASE64_LENGTH = 16;
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("504b0304", "a ZIP archive");
    NAMES.put("7801", "zlib (deflate)");
    NAMES.put("785e", "zlib (deflate)");
    NAMES.put("789c", "zlib (deflate)");
    NAMES.put("78da", "zlib (deflate)");
    NAMES.put("3080", "DER, as PKCS #7 is");
    NAMES.put("3081", "DER, as PKCS #7 is");
    NAMES.put("3082", "DER, as PKCS #7 is");
    NAMES.put("3083", "DER, as PKCS #7 is");
    NAMES.put("25504446", "PDF");
    NAMES.put("425a68", "bzip2");
    NAMES.put("fd377a585a00", "xz");
    NAMES.put("377abcaf271c", "a 7-Zip archive");
    NAMES.put("28b52ffd", "zstd");
    NAMES.put("7b", "JSON");
    NAMES.put("5b", "JSON");
  }

  private PackedFormat() {}

  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B && bytes[2] == 8;
  }

  /** Whether they begin with a whole header of gzip, as no other bytes do by chance. */
  static boolean hasGzipHeader(byte[] bytes) {
    return isGzip(bytes) && bytes.length >= GZIP_HEADER && (bytes[3] & RESERVED_FLAGS) == 0;
  }

  /** Whether it is text, of one byte or two a character, that begins as base64 of gzip does. */
  static boolean isBase64OfGzip(byte[] bytes) {
    int matched = 0;
    for (int i = 0; i < bytes.length && matched < BASE64_OF_GZIP.length(); i++) {
      if (bytes[i] == BASE64_OF_GZIP.charAt(matched)) {
        matched++;
      } else if (!isBlank((char) bytes[i])
          && bytes[i] != 0
          && (matched > 0 || MARK_BYTES.indexOf(bytes[i] & 0xFF) < 0)) {
        return false;
      }
    }
    return matched == BASE64_OF_GZIP.length();
  }

  /** Whether a text begins as base64 of gzip does, or may when it goes on. */
  static boolean mayBeBase64OfGzip(CharSequence text) {
    return BASE64_OF_GZIP.startsWith(beginning(text));
  }

  /** Whether a text begins as base64 of a tag or of a UTF-8 mark does, or may when it goes on. */
  static boolean mayBeBase64OfXml(CharSequence text) {
    String beginning = beginning(text);
    return BASE64_OF_MARK.startsWith(beginning)
        || (beginning.charAt(0) == 'P'
            && (beginning.length() == 1
                || (beginning.charAt(1) >= 'A' && beginning.charAt(1) <= 'P')));
  }

  /** Up to four characters, without blanks. */
  private static String beginning(CharSequence text) {
    StringBuilder beginning = new StringBuilder();
    for (int i = 0; i < text.length() && beginning.length() < BASE64_OF_GZIP.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        beginning.append(text.charAt(i));
      }
    }
    return beginning.toString();
  }

  /** The bytes that are written as base64, of either alphabet; nothing where it is none. */
  static Optional<byte[]> ofBase64(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    for (int i = skipMarksAndBlanks(text); i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBlank(c)) {
        compact.append(c == '-' ? '+' : c == '_' ? '/' : c);
      }
    }
    try {
      return Optional.of(Base64.getDecoder().decode(compact.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Behind byte order marks and the blanks of XML. */
  static int skipMarksAndBlanks(CharSequence text) {
    int at = 0;
    while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == '\uFEFF')) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The name of another format that the bytes have. */
  static Optional<String> nameOf(byte[] bytes) {
    return nameOf(bytes, 0);
  }

  static Optional<String> nameOf(byte[] bytes, int start) {
    String beginning = beginning(bytes, start, BASE64_LENGTH);
    String hex = HexFormat.of().formatHex(beginning.getBytes(ISO_8859_1));
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      if (hex.startsWith(name.getKey())) {
        return Optional.of(name.getValue());
      }
    }
    if (!beginning.matches("[A-Za-z0-9+/]{16}")) {
      return Optional.empty();
    }
    byte[] decoded = Base64.getDecoder().decode(beginning);
    if (decoded[0] == '<' || decoded[0] == (byte) 0xEF) {
      return Optional.of("base64 of XML");
    }
    return nameOf(decoded, 0).map(name -> "base64 of " + name);
  }

  private static String beginning(byte[] bytes, int start, int length) {
    return new String(bytes, start, Math.min(length, bytes.length - start), ISO_8859_1);
  }
}
