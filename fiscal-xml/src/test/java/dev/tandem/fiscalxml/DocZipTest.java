package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.event;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DocZipTest {
  private static final String SUMMARY =
      "<?xml version='1.0' encoding='UTF-8'?><resNFe><chNFe>" + OTHER_NFE_KEY + "</chNFe></resNFe>";

  @Test
  void shouldReadTheRecordsOfEveryDocumentInOrder() {
    assertThat(
            read(
                lot(
                    docZip(SUMMARY),
                    docZip(authorisedNfe()),
                    docZip(event(NFE_KEY, "110111", "135")))))
        .hasSize(3)
        .satisfiesExactly(
            found -> assertThat(found).isEqualTo(new OtherRecord(OTHER_NFE_KEY, "summary")),
            found -> assertThat(((Document) found).status()).isEqualTo("100"),
            found -> assertThat(((Cancellation) found).accepted()).isTrue());
  }

  @Test
  void shouldReadBase64WithLineBreaks() {
    String wrapped = docZip(authorisedNfe()).replaceAll("(.{60})(?=[^<>]*</)", "$1\r\n ");

    assertThat(read(lot(wrapped))).hasSize(1);
  }

  @Test
  void shouldNotLetOneDocumentsProtocolServeAnother() {
    String alone = Fixtures.nfeProtocol(NFE_KEY, "100");

    assertThat(read(lot(docZip(Fixtures.nfe()), docZip(alone))))
        .satisfiesExactly(
            found -> assertThat(((Document) found).status()).isEmpty(),
            found -> assertThat(found).isEqualTo(new OtherRecord(NFE_KEY, "protocol")));
  }

  @Test
  void shouldKeepADocumentThatIsNoFiscalRecordAsAnotherRecord() {
    assertThat(read(lot(docZip("<somethingNew/>"), docZip(SUMMARY))))
        .containsExactly(new OtherRecord("", "doc-zip"), new OtherRecord(OTHER_NFE_KEY, "summary"));
  }

  @Test
  void shouldRefuseTheRowWhereOneDocumentCannotBeRead() {
    String good = docZip(SUMMARY);
    String truncated = docZip(SUMMARY.substring(0, 60));
    String doctype = docZip("<!DOCTYPE x><x/>");
    String noGzip =
        "<docZip>" + Base64.getEncoder().encodeToString(SUMMARY.getBytes(UTF_8)) + "</docZip>";
    for (String bad :
        new String[] {truncated, doctype, noGzip, "<docZip>*</docZip>", "<docZip/>"}) {
      assertThat(refusal(lot(good, bad))).isEqualTo(RejectReason.BAD_DOC_ZIP);
    }
  }

  @Test
  void shouldReadADocZipWithinADocZip() {
    assertThat(read(lot(docZip(lot(docZip(SUMMARY), docZip(authorisedNfe()))))))
        .satisfiesExactly(
            found -> assertThat(found).isEqualTo(new OtherRecord(OTHER_NFE_KEY, "summary")),
            found -> assertThat(((Document) found).status()).isEqualTo("100"));
  }

  @Test
  void shouldSayWhichDocumentAndWhy() {
    ReadResult result =
        new FiscalXmlReader(Limits.DEFAULT).read(lot(docZip(SUMMARY), docZip("<!DOCTYPE x><x/>")));

    assertThat(((ReadResult.Unreadable) result).detail())
        .startsWith("docZip 2: doctype, a document type is refused, line 1");
  }

  @Test
  void shouldRefuseWhatExpandsTooFar() {
    String bomb = docZip("<x>" + " ".repeat(50_000) + "</x>");
    String halfABomb = docZip("<x>" + " ".repeat(6_000) + "</x>");
    FiscalXmlReader reader = new FiscalXmlReader(new Limits(20_000, 20, 10, 10_000));

    assertThat(refusal(reader.read(lot(bomb)))).isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
    assertThat(reader.read(lot(halfABomb))).isInstanceOf(ReadResult.Read.class);
    assertThat(refusal(reader.read(lot(halfABomb, halfABomb))))
        .as("together")
        .isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
  }

  @Test
  void shouldCountTheRecordsOfAllDocuments() {
    FiscalXmlReader reader = new FiscalXmlReader(new Limits(20_000, 20, 2, 10_000));

    assertThat(refusal(reader.read(lot(docZip(SUMMARY), docZip(SUMMARY), docZip(SUMMARY)))))
        .isEqualTo(RejectReason.TOO_MANY_RECORDS);
  }

  private static String lot(String... docZips) {
    return Packing.distribution(docZips);
  }

  private static String docZip(String xml) {
    return Packing.docZip(xml);
  }
}
