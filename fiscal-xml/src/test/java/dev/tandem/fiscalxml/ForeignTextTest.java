package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Packing.base64;
import static dev.tandem.fiscalxml.Packing.base64OfGzip;
import static dev.tandem.fiscalxml.Packing.download;
import static dev.tandem.fiscalxml.Packing.escaped;
import static dev.tandem.fiscalxml.Packing.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A text that only looks like a packed document leaves its row's documents alone; a packed document
 * that is broken does not vanish beside good ones.
 */
class ForeignTextTest {
  private static final String SPACE = "http://www.portalfiscal.inf.br/nfe";
  private static final String OTHER_NFE = authorisedNfe().replace(NFE_KEY, OTHER_NFE_KEY);
  private static final List<FiscalRecord> PLAIN = read(authorisedNfe());

  static Stream<String> foreign() {
    return Stream.of(
        "H4sI",
        "H4sI-4711",
        "H4sIello world",
        "H4sIAAAA",
        "H4sI-4711-4aec-9d78-c088ab74e1ae",
        base64OfGzip("{\"a\":1}"),
        base64OfGzip(""),
        base64OfGzip("<html><br></html>"),
        base64OfGzip("<somethingElse/>"),
        base64(gzip("<p>\u00e9 infNFe <br></p>".getBytes(ISO_8859_1))),
        base64("<p>NFe</p>".getBytes(UTF_8)),
        base64("PARA".getBytes(UTF_8)),
        "PA",
        "PARA 4711",
        escaped("<b>NFe infNFe ok<br></b>"),
        escaped("<p>NFe docZip H4sI"),
        escaped("<!DOCTYPE html><a href='" + SPACE + "'>infNFe</a>"),
        escaped("the tag <infNFe> of NFe is wrong"),
        "xmlns='" + SPACE + "' is its namespace",
        "PA xmlns='" + SPACE + "'",
        "&lt;<!-- -->p<i/>xmlns='" + SPACE + "'",
        "one " + escaped("<b>infNFe</b>") + " two");
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void shouldLeaveTheDocumentsOfARowAloneBesideForeignText(String text) {
    for (String around : List.of("%s", "<h/>%s", "%s<h/>", "\r\n <!-- it --> %s\n")) {
      String header = around.formatted(text);
      assertThat(read(envelope(header, authorisedNfe()))).as(header).isEqualTo(PLAIN);
      assertThat(read(envelope(header, download("<r>" + escaped(authorisedNfe()) + "</r>"))))
          .as(header)
          .isEqualTo(PLAIN);
    }
    assertThat(Fixtures.refusal("<x>" + text + "</x>")).isEqualTo(RejectReason.NOT_FISCAL);
    String answer = "<retEnviNFe xmlns='" + SPACE + "'>%s</retEnviNFe>";
    for (String inside : List.of(text, "<r>" + text + "</r>")) {
      assertThat(read(answer.formatted(inside)))
          .as("an answer with nothing fiscal in it")
          .containsExactly(new OtherRecord("", "service-answer"));
    }
  }

  static Stream<String> broken() {
    String cut = authorisedNfe().substring(0, authorisedNfe().length() - 5);
    byte[] zipped = gzip(authorisedNfe());
    byte[] flipped = zipped.clone();
    flipped[zipped.length / 2] ^= 0x55;
    return Stream.of(
        escaped(cut),
        escaped("<infNFe>"),
        escaped("<nfeProc xmlns=\"" + SPACE + "\"><NF"),
        escaped("<n:x xmlns:n = '" + SPACE + "'>"),
        escaped("<soap><docZip>H4sIAAA"),
        escaped("<soap>" + authorisedNfe()),
        escaped(authorisedNfe() + authorisedNfe()),
        escaped("<!DOCTYPE x>" + authorisedNfe()),
        "answer: " + escaped(authorisedNfe()),
        "PA: " + escaped(authorisedNfe()),
        "H4sI: " + escaped(authorisedNfe()),
        escaped(authorisedNfe()) + "<h/>",
        "<h/>" + escaped(authorisedNfe()),
        "<h/> 1 " + escaped("<infNFe Id='NFe1'>"),
        base64OfGzip(cut),
        base64(gzip(cut.getBytes(UTF_16))),
        base64(gzip(("\u00e9" + cut).getBytes(ISO_8859_1))),
        base64OfGzip("{\"xml\": \"<nfeProc xmlns=\\\"" + SPACE + "\\\">\"}"),
        base64(Arrays.copyOf(zipped, zipped.length - 9)),
        base64(Arrays.copyOf(zipped, 10)),
        base64(flipped),
        base64(authorisedNfe().getBytes(UTF_8)),
        base64(("\uFEFF" + authorisedNfe()).getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void shouldRefuseTheRowOfABrokenDocumentThatStandsBesideAGoodOne(String text) {
    for (String row :
        List.of(
            envelope(text, OTHER_NFE),
            envelope("", OTHER_NFE + "<r>" + text + "</r>"),
            "<x><r>" + escaped(OTHER_NFE) + "</r><r>" + text + "</r></x>")) {
      assertThat(Fixtures.refusal(row))
          .as(row)
          .isIn(
              RejectReason.NOT_WELL_FORMED,
              RejectReason.BAD_DOC_ZIP,
              RejectReason.NOT_XML,
              RejectReason.DOCTYPE);
    }
  }

  @Test
  void shouldSayWhatIsBroken() {
    assertThat(detail(envelope("answer: " + escaped(authorisedNfe()), OTHER_NFE)))
        .isEqualTo("XML as text 1: with other text before it or elements beside it");
    assertThat(detail(envelope(base64(authorisedNfe().getBytes(UTF_8)), OTHER_NFE)))
        .isEqualTo("XML as text 1: base64 of XML is not read");
  }

  @Test
  void shouldJudgeWhatIsPackedInABrokenForeignTextByThatText() {
    String broken = "<r>" + escaped("<infNFe>") + "</r><br>";

    assertThat(read(envelope(escaped("<p>" + broken), authorisedNfe()))).isEqualTo(PLAIN);
    assertThat(Fixtures.refusal(envelope(escaped("<p>" + broken + "</br></p>"), authorisedNfe())))
        .isEqualTo(RejectReason.NOT_WELL_FORMED);
  }

  private static String envelope(String header, String body) {
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header><t>"
        + header
        + "</t></s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  private static String detail(String row) {
    return ((ReadResult.Unreadable) new FiscalXmlReader(Limits.DEFAULT).read(row)).detail();
  }
}
