package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.nfeProtocol;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Packing.base64;
import static dev.tandem.fiscalxml.Packing.base64OfGzip;
import static dev.tandem.fiscalxml.Packing.cdata;
import static dev.tandem.fiscalxml.Packing.distribution;
import static dev.tandem.fiscalxml.Packing.docZip;
import static dev.tandem.fiscalxml.Packing.download;
import static dev.tandem.fiscalxml.Packing.escaped;
import static dev.tandem.fiscalxml.Packing.gzip;
import static dev.tandem.fiscalxml.Packing.soap;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that stand in a row compressed, or as text, under whatever name. */
class PackedRowTest {
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  private static final List<FiscalRecord> PLAIN = read(authorisedNfe());

  @Test
  void shouldReadAZippedDocumentWhateverItsElementIsCalled() {
    String zipped = base64OfGzip(authorisedNfe());
    for (String element : new String[] {"procNFeZip", "docZip", "nfeDadosMsgZip", "anything"}) {
      assertThat(read(download("<" + element + ">" + zipped + "</" + element + ">")))
          .as(element)
          .isEqualTo(PLAIN);
    }
  }

  @Test
  void shouldReadADocumentAndItsProtocolThatAreZippedOneByOne() {
    String document = "<NFeZip>" + base64OfGzip(nfe()) + "</NFeZip>";
    String protocol = "<protNFeZip>" + base64OfGzip(nfeProtocol(NFE_KEY, "100")) + "</protNFeZip>";
    String group = "<procNFeGrupoZip>" + document + protocol + "</procNFeGrupoZip>";

    assertThat(read(download(group))).isEqualTo(PLAIN);
    assertThat(read(group)).isEqualTo(PLAIN);
    assertThat(read("<procNFeGrupoZip>" + protocol + document + "</procNFeGrupoZip>"))
        .isEqualTo(PLAIN);
    assertThat(((Document) read(document).get(0)).status()).isEmpty();
  }

  @Test
  void shouldReadXmlThatStandsAsText() {
    String declared = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + authorisedNfe();
    for (String xml : new String[] {authorisedNfe(), declared, "\uFEFF \n" + declared}) {
      assertThat(read(soap(escaped(xml)))).isEqualTo(PLAIN);
      assertThat(read(soap(cdata(xml)))).isEqualTo(PLAIN);
      assertThat(read(soap("\n <!-- it --> " + cdata(xml) + " "))).isEqualTo(PLAIN);
    }
    int half = authorisedNfe().length() / 2;
    assertThat(
            read(
                soap(
                    cdata(authorisedNfe().substring(0, half))
                        + "<!-- -->"
                        + escaped(authorisedNfe().substring(half)))))
        .isEqualTo(PLAIN);
  }

  @Test
  void shouldReadBytesThatAreGzip() {
    assertThat(records(READER.read(gzip(authorisedNfe())))).isEqualTo(PLAIN);
    assertThat(records(READER.read(gzip(gzip(authorisedNfe()))))).isEqualTo(PLAIN);
    assertThat(records(READER.read(gzip(authorisedNfe().getBytes(UTF_16))))).isEqualTo(PLAIN);
    String latin1 = "<?xml version='1.0' encoding='ISO-8859-1'?>" + authorisedNfe();
    assertThat(records(READER.read(gzip(latin1.getBytes(ISO_8859_1))))).isEqualTo(PLAIN);
    assertThat(records(READER.read(gzip(distribution(docZip(authorisedNfe())))))).isEqualTo(PLAIN);
  }

  @Test
  void shouldReadARowThatIsBase64OfGzip() {
    String zipped = " \r\n" + base64OfGzip(authorisedNfe());

    assertThat(read(zipped)).isEqualTo(PLAIN);
    assertThat(records(READER.read(zipped.getBytes(UTF_8)))).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(.{76})", "(?<=^.{1})", "(?<=^.{2})", "(?<=^.{3})", "(?<=^.{4})", "(.)", "$"})
  void shouldReadBase64WhereverItHasBlanks(String place) {
    for (String blanks : new String[] {"\r\n", "\n", " \t"}) {
      String zipped = base64OfGzip(authorisedNfe()).replaceAll(place, "$0" + blanks);
      for (String before : new String[] {"", "\uFEFF", "\r\n\t ", "\uFEFF\n"}) {
        String base64 = before + zipped;
        assertThat(read(download("<r>" + base64.replace("\r", "&#13;") + "</r>"))).isEqualTo(PLAIN);
        assertThat(read(download("<docZip>" + base64 + "</docZip>"))).isEqualTo(PLAIN);
        assertThat(read(base64)).isEqualTo(PLAIN);
        assertThat(records(READER.read(base64.getBytes(UTF_8)))).isEqualTo(PLAIN);
        assertThat(records(READER.read(base64.getBytes(UTF_16LE)))).isEqualTo(PLAIN);
        assertThat(records(READER.read(base64.getBytes(UTF_16BE)))).isEqualTo(PLAIN);
        assertThat(records(READER.read(gzip(base64.getBytes(UTF_16LE))))).isEqualTo(PLAIN);
      }
    }
  }

  @Test
  void shouldReadBase64OfTheOtherAlphabetAndWithoutPadding() {
    String document = authorisedNfe();
    while (!base64OfGzip(document).matches("(?s).*[+/].*[^=]=")) {
      document = document + " ";
    }
    String other = base64OfGzip(document).replace('+', '-').replace('/', '_').replaceAll("=+$", "");

    assertThat(read(other)).isEqualTo(PLAIN);
    assertThat(read(download("<r>" + other + "</r>"))).isEqualTo(PLAIN);
    assertThat(read(download("<docZip>" + other + "</docZip>"))).isEqualTo(PLAIN);
  }

  @Test
  void shouldReadUtf16ThatHoldsADocZip() {
    String row = "\uFEFF" + distribution(docZip(authorisedNfe()));

    assertThat(records(READER.read(row.getBytes(UTF_16LE)))).isEqualTo(PLAIN);
  }

  @Test
  void shouldReadDocumentsInOneAnotherAsDeepAsFourLevels() {
    String nested = authorisedNfe();
    for (int level = 1; level <= RowReader.MAX_LEVELS; level++) {
      nested = level % 2 == 0 ? soap(escaped(nested)) : distribution(docZip(nested));
      assertThat(read(nested)).as("levels=" + level).isEqualTo(PLAIN);
    }
    ReadResult deeper = READER.read(gzip(nested));
    assertThat(Fixtures.refusal(deeper)).isEqualTo(RejectReason.BAD_DOC_ZIP);
    assertThat(((ReadResult.Unreadable) deeper).detail()).contains("deeper than 4");
  }

  @Test
  void shouldTakeNoTextOfARecordOrASignatureForADocument() {
    String signed =
        authorisedNfe()
            .replace(
                "<SignedInfo/>",
                "<SignatureValue>H4sIno gzip</SignatureValue><KeyInfo>&lt;no xml</KeyInfo>");
    String described =
        authorisedNfe()
            .replace("LOJA &amp; CIA", "H4sIno gzip")
            .replace("<xProd>", "<xProd>&lt;no xml ");

    assertThat(read(signed)).isEqualTo(PLAIN);
    assertThat(read(described)).isEqualTo(PLAIN);
  }

  @Test
  void shouldKeepWhatIsNoFiscalRecordOutOfTheWay() {
    assertThat(read(soap("<a>&lt;b/&gt;</a><c>" + cdata(authorisedNfe()) + "</c>")))
        .isEqualTo(PLAIN);
    assertThat(read(download("<procNFeZip>" + base64OfGzip("<b/>") + "</procNFeZip>")))
        .containsExactly(new OtherRecord("", "doc-zip"));
    assertThat(read(soap("<a>&lt;no xml</a><c>" + cdata(authorisedNfe()) + "</c>")))
        .as("text that names no record is only text")
        .isEqualTo(PLAIN);
    assertThat(Fixtures.refusal(soap("<a>&lt;b/&gt;</a>"))).isEqualTo(RejectReason.NOT_FISCAL);
    assertThat(Fixtures.refusal(READER.read(gzip("<b/>")))).isEqualTo(RejectReason.NOT_FISCAL);
  }

  @Test
  void shouldRefuseTheRowWhereAPackedDocumentIsBroken() {
    byte[] zipped = gzip(authorisedNfe());
    byte[] half = java.util.Arrays.copyOf(zipped, zipped.length / 2);

    assertThat(Fixtures.refusal(READER.read(half))).isEqualTo(RejectReason.BAD_DOC_ZIP);
    assertThat(Fixtures.refusal(download("<x>" + base64(half) + "</x>")))
        .isEqualTo(RejectReason.BAD_DOC_ZIP);
    assertThat(Fixtures.refusal(download("<procNFeZip><a/></procNFeZip>")))
        .isEqualTo(RejectReason.BAD_DOC_ZIP);
    ReadResult text = READER.read(soap("<a>&lt;resNFe/&gt;</a><c>&lt;infNFe&gt;</c>"));
    assertThat(Fixtures.refusal(text)).isEqualTo(RejectReason.NOT_WELL_FORMED);
    assertThat(((ReadResult.Unreadable) text).detail()).startsWith("XML as text 2: ");
  }

  @ParameterizedTest
  @CsvSource({
    "504b030414000000, a ZIP archive",
    "3082010a06092a864886f70d010702, DER",
    "255044462d312e34, PDF",
    "28b52ffd00000000, zstd",
    "7b22612225, JSON"
  })
  void shouldSayOfWhatFormatARowIs(String hex, String name) {
    byte[] row = java.util.HexFormat.of().parseHex(hex);
    byte[] longer = java.util.Arrays.copyOf(row, 100);
    java.util.Arrays.fill(longer, row.length, 100, (byte) 'x');

    assertNamed(longer, name);
    assertNamed(base64(longer).getBytes(UTF_8), "base64 of " + name);
    assertThat(detail(READER.read(distribution(docZip(longer))))).contains("no gzip, but " + name);
  }

  @Test
  void shouldSayThatARowIsZlibOrBase64OfXml() throws Exception {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(zlib)) {
      deflater.write(authorisedNfe().getBytes(UTF_8));
    }

    assertThat(detail(READER.read(base64(zlib.toByteArray())))).contains("base64 of zlib");
    assertNamed(base64(authorisedNfe().getBytes(UTF_8)).getBytes(UTF_8), "base64 of XML");
  }

  @ParameterizedTest
  @CsvSource({"fffe00003c000000", "0000feff0000003c", "0000003c0000006e", "3c0000006e000000"})
  void shouldSayThatUtf32IsNotRead(String hex) {
    ReadResult result = READER.read(java.util.HexFormat.of().parseHex(hex));

    assertThat(Fixtures.refusal(result)).isEqualTo(RejectReason.ENCODING);
    assertThat(detail(result)).contains("UTF-32");
  }

  private static void assertNamed(byte[] row, String name) {
    ReadResult result = READER.read(row);
    if (Fixtures.refusal(result) != RejectReason.ENCODING) {
      assertThat(Fixtures.refusal(result)).isEqualTo(RejectReason.NOT_XML);
    }
    assertThat(detail(result)).contains(name);
  }

  private static List<FiscalRecord> records(ReadResult result) {
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).records();
  }

  private static String detail(ReadResult result) {
    return ((ReadResult.Unreadable) result).detail();
  }
}
