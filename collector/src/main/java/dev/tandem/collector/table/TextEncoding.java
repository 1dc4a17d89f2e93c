package dev.tandem.collector.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
import java.util.Optional;

/**
 * How a database's texts come to be UTF-8. PostgreSQL ends the whole COPY, and the whole change
 * stream, at the first text it cannot convert; where its encoding is one of these, texts are read
 * as they are stored and converted here, each for itself.
 *
 * @param name of the database's encoding, as PostgreSQL writes it
 * @param charset to decode with; none where PostgreSQL converts, which cannot fail from UTF-8
 */
public record TextEncoding(String name, Optional<Charset> charset) {
  /** No conversion is needed, or PostgreSQL makes it. */
  public static final TextEncoding CONVERTED = new TextEncoding("UTF8", Optional.empty());

  /** In no UTF-8. */
  private static final byte UNREADABLE = (byte) 0xff;

  private static final Map<String, String> CHARSETS =
      Map.ofEntries(
          Map.entry("SQL_ASCII", "UTF-8"),
          Map.entry("LATIN1", "ISO-8859-1"),
          Map.entry("LATIN2", "ISO-8859-2"),
          Map.entry("LATIN3", "ISO-8859-3"),
          Map.entry("LATIN4", "ISO-8859-4"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN7", "ISO-8859-13"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("ISO_8859_5", "ISO-8859-5"),
          Map.entry("ISO_8859_6", "ISO-8859-6"),
          Map.entry("ISO_8859_7", "ISO-8859-7"),
          Map.entry("ISO_8859_8", "ISO-8859-8"),
          Map.entry("WIN866", "IBM866"),
          Map.entry("WIN874", "x-windows-874"),
          Map.entry("WIN1250", "windows-1250"),
          Map.entry("WIN1251", "windows-1251"),
          Map.entry("WIN1252", "windows-1252"),
          Map.entry("WIN1253", "windows-1253"),
          Map.entry("WIN1254", "windows-1254"),
          Map.entry("WIN1255", "windows-1255"),
          Map.entry("WIN1256", "windows-1256"),
          Map.entry("WIN1257", "windows-1257"),
          Map.entry("WIN1258", "windows-1258"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"));

  /** Of a database whose {@code server_encoding} this is. */
  public static TextEncoding of(String serverEncoding) {
    return Optional.ofNullable(CHARSETS.get(serverEncoding))
        .map(charset -> new TextEncoding(serverEncoding, Optional.of(Charset.forName(charset))))
        .orElse(CONVERTED);
  }

  /** Whether texts are read as they are stored. */
  public boolean raw() {
    return charset.isPresent();
  }

  /** What selects a text, as it is stored where it is read so. */
  String selected(String text) {
    return raw() ? "convert_to(" + text + ", '" + name + "')" : text;
  }

  /** A text that was selected; none where it cannot be decoded. */
  public Optional<String> text(byte[] selected) {
    CharBuffer text = CharBuffer.allocate(selected.length);
    return decode(ByteBuffer.wrap(selected), text)
        ? Optional.of(text.flip().toString())
        : Optional.empty();
  }

  /**
   * A text that was selected, in UTF-8. Where it cannot be decoded, a byte that UTF-8 does not have
   * stands before what is left as it was stored, so that it cannot be read.
   */
  public byte[] utf8(byte[] selected) {
    if (!raw() || charset.get().equals(UTF_8)) {
      return selected;
    }
    ByteBuffer in = ByteBuffer.wrap(selected);
    CharBuffer text = CharBuffer.allocate(selected.length);
    boolean whole = decode(in, text);
    ByteBuffer utf8 = UTF_8.encode(text.flip());
    byte[] bytes = new byte[utf8.remaining() + (whole ? 0 : 1 + in.remaining())];
    int decoded = utf8.remaining();
    utf8.get(bytes, 0, decoded);
    if (!whole) {
      bytes[decoded] = UNREADABLE;
      in.get(bytes, decoded + 1, in.remaining());
    }
    return bytes;
  }

  /** A text that cannot be decoded, with {@code \\x81} for every byte that is not ASCII's. */
  public static String escaped(byte[] stored) {
    StringBuilder text = new StringBuilder();
    for (byte each : stored) {
      if (each == '\\') {
        text.append("\\\\");
      } else if (each >= ' ' && each < 0x7f) {
        text.append((char) each);
      } else {
        text.append(String.format("\\x%02x", each));
      }
    }
    return text.toString();
  }

  private boolean decode(ByteBuffer in, CharBuffer out) {
    CharsetDecoder decoder =
        charset
            .orElse(UTF_8)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    return result.isUnderflow();
  }
}
