package dev.tandem.collector.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import java.nio.charset.Charset;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {
  @Property
  void shouldDecodeWhatItsEncodingHas(@ForAll byte[] stored) {
    TextEncoding latin = TextEncoding.of("LATIN1");
    String text = new String(stored, Charset.forName("ISO-8859-1"));
    assertThat(latin.text(stored)).contains(text);
    assertThat(latin.utf8(stored)).isEqualTo(text.getBytes(UTF_8));
  }

  /** Bytes that the encoding lacks can together look like UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"WIN1253", "WIN1252", "ISO_8859_7", "WIN1255", "SQL_ASCII"})
  void shouldMakeUnreadableWhatItsEncodingLacks(String name) {
    TextEncoding encoding = TextEncoding.of(name);
    for (int first = 0x80; first <= 0xff; first++) {
      for (int second = 0x7f; second <= 0xff; second++) {
        byte[] stored = {'a', (byte) first, (byte) second, '<'};
        boolean readable = encoding.text(stored).isPresent();
        ReadResult read = new FiscalXmlReader(Limits.DEFAULT).readUtf8(encoding.utf8(stored));
        boolean rejected =
            read instanceof ReadResult.Unreadable unreadable
                && unreadable.reason() == RejectReason.ENCODING;
        assertThat(rejected).as("%02x %02x", first, second).isEqualTo(!readable);
      }
    }
  }

  @Test
  void shouldLeaveToPostgresWhatItConverts() {
    assertThat(TextEncoding.of("UTF8").raw()).isFalse();
    assertThat(TextEncoding.of("LATIN6").raw()).isFalse();
    assertThat(TextEncoding.of("UTF8").selected("\"xml\"")).isEqualTo("\"xml\"");
    assertThat(TextEncoding.of("WIN1252").selected("\"xml\""))
        .isEqualTo("convert_to(\"xml\", 'WIN1252')");
  }

  /**
   * What PostgreSQL 15 makes of these; the pairs of EUC_JP are those that Java reads differently.
   */
  @ParameterizedTest
  @CsvSource({
    "EUC_JP, c6fccbdc, \u65e5\u672c",
    "EUC_JP, a1bda1c1a1c2, \u2015\uff5e\u2225",
    "EUC_JP, a1dda1f1a1f2a2cc8fa2c3, \uff0d\uffe0\uffe1\uffe2\uffe4",
    "EUC_JP, ada1, \u2460",
    "EUC_JP, 8eb1, \uff71",
    "EUC_KR, c7d1b1db, \ud55c\uae00",
    "EUC_CN, d6d0b9fa, \u4e2d\u56fd",
    "EUC_TW, c4e3c5a2, \u4e2d\u5207",
  })
  void shouldDecodeSeveralBytesToWhatPostgresMakesOfThem(String name, String hex, String text) {
    TextEncoding encoding = TextEncoding.of(name);
    byte[] stored = HexFormat.of().parseHex(hex);
    assertThat(encoding.text(stored)).contains(text);
    assertThat(encoding.utf8(stored)).isEqualTo(text.getBytes(UTF_8));
  }

  /** Well formed but without a character, cut off, and of a plane that PostgreSQL has not. */
  @ParameterizedTest
  @CsvSource({"EUC_JP, a9a1", "EUC_JP, c6", "EUC_KR, c9a1", "EUC_CN, aaa1", "EUC_TW, 8ea3a1a1"})
  void shouldRejectSeveralBytesWithoutACharacter(String name, String hex) {
    TextEncoding encoding = TextEncoding.of(name);
    byte[] stored = HexFormat.of().parseHex("61" + hex);
    assertThat(encoding.text(stored)).isEmpty();
    assertThat(new FiscalXmlReader(Limits.DEFAULT).readUtf8(encoding.utf8(stored)))
        .isInstanceOfSatisfying(
            ReadResult.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).isEqualTo(RejectReason.ENCODING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MULE_INTERNAL", "EUC_JIS_2004"})
  void shouldRefuseWhatNobodyCanDecodeRowByRow(String name) {
    assertThatThrownBy(() -> TextEncoding.of(name))
        .isInstanceOf(TableException.class)
        .hasMessageContainingAll(name, "UTF8");
  }

  @Test
  void shouldEscapeEveryByteThatIsNotAscii() {
    assertThat(TextEncoding.escaped(new byte[] {'a', (byte) 0x81, '\\', 'x', '\n'}))
        .isEqualTo("a\\x81\\\\x\\x0a");
  }
}
