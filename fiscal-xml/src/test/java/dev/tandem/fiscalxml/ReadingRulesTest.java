package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.nfeProc;
import static dev.tandem.fiscalxml.Fixtures.nfeProtocol;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static dev.tandem.fiscalxml.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/fiscal-documents.md, "Whose element" and "Whose text", rule by rule. */
class ReadingRulesTest {
  private static final String BLANKS = " ".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1%s<!-- -->00.00",
        "1%s<![CDATA[00.00]]>",
        "1%s<?x y?>00.00",
        "1%s&#48;0.00",
        "1%s&#x20;<!-- --><!-- -->00.00",
        "100.0<x/>0",
        "100.00<x>0</x>",
        "<x>100.00</x>",
        "\u2003100.00",
        "100.00\u00A0",
        "100.00\u0085"
      })
  void shouldFindNoValueInATextThatIsNoneAsAWhole(String text) {
    Document document = withValue(text.formatted(BLANKS));

    assertThat(document.flags()).contains(Flag.VALUE_MISSING);
    assertThat(document.facts().valueCents()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s<!-- -->100.00",
        "10<!-- x -->0.00",
        "<![CDATA[1]]>00<?x y?>.0<![CDATA[0]]>",
        "1&#48;0&#x2E;00",
        "\n\t 100.00 \r\n",
        "%1$s%1$s100.00%1$s%1$s",
        "<![CDATA[ 100.00 ]]>"
      })
  void shouldReadATextWholeWhateverPiecesItComesIn(String text) {
    Document document = withValue(text.formatted(BLANKS));

    assertThat(document.facts().valueCents()).isEqualTo(100_00);
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldReadKeysAndAnswersWhole() {
    String status = nfeProtocol(NFE_KEY, "100" + BLANKS + "<!-- -->9");
    assertThat(readDocument(nfeProc(nfe(), status)).status()).isEmpty();
    String key = nfeProtocol(NFE_KEY + BLANKS + "<!-- -->1", "100");
    assertThat(read("<x>" + nfe() + nfe().replace(NFE_KEY, OTHER_NFE_KEY) + key + "</x>"))
        .hasSize(3)
        .endsWith(new OtherRecord("", "protocol"));
    String split = NFE_KEY.substring(0, 20) + "<!-- -->" + NFE_KEY.substring(20);
    assertThat(readDocument("<x>" + nfe() + nfeProtocol(split, "100") + "</x>").status())
        .isEqualTo("100");
  }

  @ParameterizedTest
  @CsvSource({"<cStat/>", "<cStat> </cStat>", "<cStat><!-- 100 --></cStat>", "<cStat><x/></cStat>"})
  void shouldTakeTheFirstOfItsNameForTheFieldThoughItIsEmpty(String first) {
    String xml = authorisedNfe().replace("<cStat>", first + "<cStat>");

    assertThat(readDocument(xml).status()).isEmpty();
    assertThat(readDocument(authorisedNfe().replace("</cStat>", "</cStat>" + first)).status())
        .isEqualTo("100");
  }

  @Test
  void shouldTakeAnEmptyEnvironmentForNoProduction() {
    assertThat(readDocument(authorisedNfe()).production()).isTrue();
    assertThat(
            readDocument(authorisedNfe().replace("<tpAmb>1</tpAmb>", "<tpAmb>1</tpAmb><tpAmb/>"))
                .production())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"urn:x,''", "http://www.portalfiscal.inf.br/mdfe,''", "'',55"})
  void shouldTakeElementsOfTheRecordsOwnNamespaceOrOfNone(String namespace, String model) {
    String xml = nfe().replace("<mod>55", "<mod xmlns='" + namespace + "'>55");
    assertThat(readDocument(xml).facts().model()).isEqualTo(model);
    String around = nfe().replace("<ide>", "<ide xmlns='" + namespace + "'>");
    assertThat(readDocument(around).facts().model()).isEqualTo(model);
    String before = nfe().replace("<mod>55", "<mod xmlns='" + namespace + "'>55</mod><mod>55");
    assertThat(readDocument(before).facts().model()).isEqualTo("55");
  }

  @Test
  void shouldTakeTheIdWithoutANamespace() {
    String foreign = " xmlns:v='urn:v' v:Id='NFe" + OTHER_NFE_KEY + "' ";
    String before = authorisedNfe().replace("<infNFe ", "<infNFe" + foreign);
    assertThat(readDocument(before)).isEqualTo(readDocument(authorisedNfe()));
    String after = authorisedNfe().replace(" versao=\"4.00\">\n    <ide>", foreign + "><ide>");
    assertThat(readDocument(after).accessKey()).isEqualTo(NFE_KEY);
    String alone = before.replaceFirst(" Id=\"NFe[^\"]*\"", "");
    assertThat(readDocument(alone).accessKey()).isEmpty();
    String version = authorisedNfe().replace("Id=", "xmlns:v='urn:v' v:versao='9.99' Id=");
    assertThat(readDocument(version).facts().layout()).isEqualTo("4.00");
    String blanks = authorisedNfe().replace("Id=\"NFe", "Id=\"" + BLANKS + "NFe");
    assertThat(readDocument(blanks).accessKey()).isEqualTo(NFE_KEY);
  }

  @Test
  void shouldCompareNumbersAsNumbers() {
    String padded =
        authorisedNfe()
            .replace("<cUF>35", "<cUF>035")
            .replace("<mod>55", "<mod>0055")
            .replace("<tpNF>1", "<tpNF>01")
            .replace("<tpEmis>1", "<tpEmis>01")
            .replace("<tpAmb>1", "<tpAmb>01")
            .replace("<finNFe>1", "<finNFe>001")
            .replace("<cStat>100", "<cStat>0100");

    assertThat(readDocument(padded)).isEqualTo(readDocument(authorisedNfe()));
    assertThat(readDocument(nfe().replace("<tpNF>1", "<tpNF>000")).facts().operation())
        .isEqualTo("0");
    assertThat(readDocument(nfe().replace("<tpNF>1", "<tpNF>0x1")).facts().operation())
        .isEqualTo("0x1");
    assertThat(readDocument(nfe().replace("<tpNF>1", "<tpNF>\u0660\u0661")).facts().operation())
        .isEqualTo("\u0660\u0661");
  }

  @Test
  void shouldRejectAZeroCharacterWhereverItStands() {
    for (String place :
        new String[] {"</vNF>", "<mod>", "versao", "Signature", "</nfeProc>", "?>"}) {
      String xml = "<?xml version='1.0'?>" + authorisedNfe();
      assertThat(
              refusal(xml.replaceFirst(place.replace("?", "\\?"), place.charAt(0) + "\0" + place)))
          .as(place)
          .isEqualTo(RejectReason.ENCODING);
    }
    assertThat(refusal(authorisedNfe().replace("</vNF>", "</vNF\0>")))
        .isEqualTo(RejectReason.ENCODING);
  }

  private static Document withValue(String text) {
    return readDocument(authorisedNfe().replace("<vNF>1234.56", "<vNF>" + text));
  }
}
