package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.refusal;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.RejectReason;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  // The state is what shows that characters beyond ASCII were decoded.
  private static final String XML =
      authorisedNfe().replace("<cUF>35</cUF>", "").replace("<UF>SP</UF>", "<UF>SÃO</UF>");

  @Test
  void shouldReadUtf8WithOrWithoutMarkAndDeclaration() {
    assertThat(state(XML.getBytes(UTF_8))).isEqualTo("SÃO");
    assertThat(state(("\uFEFF" + XML).getBytes(UTF_8))).isEqualTo("SÃO");
    assertThat(state(declared("UTF-8").getBytes(UTF_8))).isEqualTo("SÃO");
    assertThat(state(("\uFEFF" + declared("utf-8")).getBytes(UTF_8))).isEqualTo("SÃO");
    assertThat(state(("<?xml version='1.0' encoding = 'UTF-8' ?>" + XML).getBytes(UTF_8)))
        .isEqualTo("SÃO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "iso-8859-1", "ISO-8859-15", "windows-1252"})
  void shouldHonourTheDeclarationOfBytes(String encoding) {
    assertThat(state(declared(encoding).getBytes(Charset.forName(encoding)))).isEqualTo("SÃO");
  }

  @Test
  void shouldReadUtf16WithOrWithoutMark() {
    assertThat(state(declared("UTF-16").getBytes(UTF_16))).isEqualTo("SÃO");
    assertThat(state(declared("UTF-16").getBytes(UTF_16BE))).isEqualTo("SÃO");
    assertThat(state(declared("UTF-16").getBytes(UTF_16LE))).isEqualTo("SÃO");
    assertThat(state(("\uFEFF" + XML).getBytes(UTF_16LE))).isEqualTo("SÃO");
    assertThat(state(("\r\n" + XML).getBytes(UTF_16BE))).isEqualTo("SÃO");
  }

  @Test
  void shouldReadUtf8ThatSaysItIsUtf16() {
    assertThat(state(declared("utf-16").getBytes(UTF_8))).isEqualTo("SÃO");
  }

  @Test
  void shouldLetAMarkDecideOverTheDeclaration() {
    assertThat(state(("\uFEFF" + declared("ISO-8859-1")).getBytes(UTF_8))).isEqualTo("SÃO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "windows-1252", "no-such-encoding"})
  void shouldIgnoreTheStaleDeclarationOfDecodedText(String encoding) {
    String text = declared(encoding);

    assertThat(state(READER.read(text))).isEqualTo("SÃO");
    assertThat(state(READER.readUtf8(text.getBytes(UTF_8)))).isEqualTo("SÃO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\n", " \t\r\n", "\uFEFF\n", "\n\uFEFF", "\uFEFF\uFEFF"})
  void shouldStripWhatStandsBeforeTheDeclaration(String before) {
    String text = before + declared("UTF-8");

    assertThat(state(READER.read(text))).isEqualTo("SÃO");
    assertThat(state(READER.readUtf8(text.getBytes(UTF_8)))).isEqualTo("SÃO");
    assertThat(state(text.getBytes(UTF_8))).isEqualTo("SÃO");
  }

  @Test
  void shouldRefuseBytesThatAreNotWhatTheyAreSaidToBe() {
    assertThat(refusal(READER.read(XML.getBytes(ISO_8859_1)))).isEqualTo(RejectReason.ENCODING);
    assertThat(refusal(READER.readUtf8(XML.getBytes(ISO_8859_1)))).isEqualTo(RejectReason.ENCODING);
    byte[] halfACharacter = (XML + "\n").getBytes(UTF_16LE);
    assertThat(refusal(READER.read(java.util.Arrays.copyOf(halfACharacter, 201))))
        .isEqualTo(RejectReason.ENCODING);
    assertThat(refusal(READER.read(XML.replace("CLIENTE", "\uD800"))))
        .isEqualTo(RejectReason.ENCODING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EBCDIC-CP-US", "UTF-7", "no-such-encoding", ""})
  void shouldRefuseADeclaredEncodingThatIsNotKnown(String encoding) {
    assertThat(refusal(READER.read(declared(encoding).getBytes(UTF_8))))
        .isEqualTo(RejectReason.ENCODING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n", "\uFEFF", "<?xml version='1.0'?>"})
  void shouldRefuseWhatIsEmpty(String xml) {
    assertThat(refusal(READER.read(xml))).isEqualTo(RejectReason.EMPTY);
    assertThat(refusal(READER.read(xml.getBytes(UTF_8)))).isEqualTo(RejectReason.EMPTY);
    assertThat(refusal(READER.readUtf8(xml.getBytes(UTF_8)))).isEqualTo(RejectReason.EMPTY);
  }

  private static String declared(String encoding) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n" + XML;
  }

  private static String state(byte[] stored) {
    return state(READER.read(stored));
  }

  private static String state(ReadResult result) {
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((Document) ((ReadResult.Read) result).records().get(0)).facts().state();
  }
}
