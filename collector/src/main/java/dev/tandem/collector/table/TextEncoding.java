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
import java.util.Set;

/**
 * How a database's texts come to be UTF-8. PostgreSQL ends the whole COPY, and the whole change
 * stream, at the first text it cannot convert; where its encoding is one of these, texts are read
 * as they are stored and converted here, each for itself, to what PostgreSQL would make of them.
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
          Map.entry("KOI8U", "KOI8-U"),
          Map.entry("EUC_CN", "GB2312"),
          Map.entry("EUC_JP", "x-eucJP-Open"),
          Map.entry("EUC_KR", "EUC-KR"),
          Map.entry("EUC_TW", "x-EUC-TW"));

  /** From which PostgreSQL cannot convert every text, and Java none. */
  private static final Set<String> UNKNOWN = Set.of("EUC_JIS_2004", "MULE_INTERNAL");

  /** What Java makes of some signs of EUC_JP, and what PostgreSQL makes of them. */
  private static final String JAVA_SIGNS = "\u2014\u301c\u2016\u2212\u00a2\u00a3\u00ac\u00a6";

  private static final String POSTGRES_SIGNS = "\u2015\uff5e\u2225\uff0d\uffe0\uffe1\uffe2\uffe4";

  /** What EUC_TW writes before a plane's number, and the last plane that PostgreSQL converts. */
  private static final byte PLANE = (byte) 0x8e;

  private static final byte LAST_PLANE = (byte) 0xa2;

  /**
   * Of a database whose {@code server_encoding} this is.
   *
   * @throws TableException where a text that cannot be converted would end snapshot and stream
   */
  public static TextEncoding of(String serverEncoding) {
    String charset = CHARSETS.get(serverEncoding);
    if (UNKNOWN.contains(serverEncoding) || (charset != null && !Charset.isSupported(charset))) {
      throw new TableException(
          "the database's texts are encoded in "
              + serverEncoding
              + ", which this program cannot decode, and one text that PostgreSQL cannot convert"
              + " would end snapshot and change stream: collect from a copy of the database in"
              + " UTF8 (pg_dump --encoding=UTF8, CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE"
              + " template0, restore)");
    }
    return charset == null
        ? CONVERTED
        : new TextEncoding(serverEncoding, Optional.of(Charset.forName(charset)));
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
    if (name.equals("EUC_TW")) {
      return decodePlanes(decoder, in, out);
    }
    CoderResult result = decoder.decode(in, out, true);
    if (name.equals("EUC_JP")) {
      for (int i = 0; i < out.position(); i++) {
        int sign = JAVA_SIGNS.indexOf(out.get(i));
        if (sign >= 0) {
          out.put(i, POSTGRES_SIGNS.charAt(sign));
        }
      }
    }
    return result.isUnderflow();
  }

  /** As far as PostgreSQL could write it again: a key is looked up by its text. */
  private static boolean decodePlanes(CharsetDecoder decoder, ByteBuffer in, CharBuffer out) {
    int whole = in.limit();
    int end = in.position();
    while (end < whole && !isBeyond(in, end)) {
      end += in.get(end) == PLANE ? 4 : in.get(end) < 0 ? 2 : 1;
    }
    in.limit(Math.min(end, whole));
    boolean read = decoder.decode(in, out, true).isUnderflow();
    in.limit(whole);
    return read && !in.hasRemaining();
  }

  private static boolean isBeyond(ByteBuffer in, int place) {
    return in.get(place) == PLANE && place + 1 < in.limit() && in.get(place + 1) > LAST_PLANE;
  }
}
