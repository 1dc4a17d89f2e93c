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
  static final String BASE64_OF_GZIP = "H4sI";

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

  /** Whether it is text that begins, after a mark and blanks, as base64 of gzip does. */
  static boolean isBase64OfGzip(byte[] bytes, int start) {
    return beginning(bytes, start, BASE64_OF_GZIP.length()).equals(BASE64_OF_GZIP);
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
