package dev.tandem.collector.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import java.nio.charset.Charset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(TextEncoding.of("EUC_JP").raw()).isFalse();
    assertThat(TextEncoding.of("UTF8").selected("\"xml\"")).isEqualTo("\"xml\"");
    assertThat(TextEncoding.of("WIN1252").selected("\"xml\""))
        .isEqualTo("convert_to(\"xml\", 'WIN1252')");
  }

  @Test
  void shouldEscapeEveryByteThatIsNotAscii() {
    assertThat(TextEncoding.escaped(new byte[] {'a', (byte) 0x81, '\\', 'x', '\n'}))
        .isEqualTo("a\\x81\\\\x\\x0a");
  }
}
