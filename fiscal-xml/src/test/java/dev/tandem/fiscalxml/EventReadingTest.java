package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.CTE_KEY;
import static dev.tandem.fiscalxml.Fixtures.MDFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFCE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.cte;
import static dev.tandem.fiscalxml.Fixtures.cteProc;
import static dev.tandem.fiscalxml.Fixtures.cteProtocol;
import static dev.tandem.fiscalxml.Fixtures.event;
import static dev.tandem.fiscalxml.Fixtures.eventAnswer;
import static dev.tandem.fiscalxml.Fixtures.eventRequest;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.readOne;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Cancellation.Form;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReadingTest {
  private static final long REGISTERED = ms("2026-03-05T11:00:02Z");

  private static final String OLD_ANSWER =
      """
      <retCancNFe xmlns="http://www.portalfiscal.inf.br/nfe" versao="2.00"><infCanc>
        <tpAmb>1</tpAmb><cStat>101</cStat><chNFe>%s</chNFe>
        <dhRecbto>2011-02-03T04:05:06</dhRecbto><nProt>1</nProt></infCanc></retCancNFe>
      """
          .formatted(NFE_KEY);

  private static final String OLD_REQUEST =
      """
      <cancNFe xmlns="http://www.portalfiscal.inf.br/nfe" versao="2.00"><infCanc Id="ID1">
        <tpAmb>1</tpAmb><xServ>CANCELAR</xServ><chNFe>%s</chNFe><nProt>1</nProt>
        <xJust>x</xJust></infCanc></cancNFe>
      """
          .formatted(NFE_KEY);

  @Test
  void shouldMakeOneCancellationOfRequestAndAnswer() {
    assertThat(readOne(event(NFE_KEY, "110111", "135")))
        .isEqualTo(new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED));
    assertThat(readOne(event(NFCE_KEY, "110112", "155")))
        .isEqualTo(new Cancellation(NFCE_KEY, Form.EVENT, "110112", "155", true, REGISTERED));
  }

  @Test
  void shouldFindACancellationAnywhereInADocumentsEnvelope() {
    Cancellation cancellation =
        new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED);
    String answer = eventAnswer(NFE_KEY, "110111", "135");

    assertThat(read(authorisedNfe().replace("</nfeProc>", answer + "</nfeProc>")))
        .hasSize(2)
        .endsWith(cancellation);
    assertThat(read(authorisedNfe().replace("</NFe>", answer + "</NFe>")))
        .hasSize(2)
        .endsWith(cancellation);
    assertThat(
            read(
                authorisedNfe()
                    .replace("</nfeProc>", event(NFE_KEY, "110111", "135") + "</nfeProc>")))
        .hasSize(2)
        .endsWith(cancellation);
    assertThat(read(nfe().replace("</NFe>", event(NFE_KEY, "110111", "135") + "</NFe>")))
        .hasSize(2)
        .endsWith(cancellation);
  }

  @Test
  void shouldReadTheCancellationOfACte() {
    String answer =
        eventAnswer(CTE_KEY, "110111", "135")
            .replace("NFe", "CTe")
            .replace("retEvento", "retEventoCTe")
            .replace("/nfe", "/cte");
    String xml =
        cteProc(cte(), cteProtocol(CTE_KEY, "100"), "<procCancCTe>" + answer + "</procCancCTe>");

    assertThat(read(xml))
        .hasSize(2)
        .endsWith(new Cancellation(CTE_KEY, Form.EVENT, "110111", "135", true, REGISTERED));
  }

  @Test
  void shouldReadTheOldFormOfCancellation() {
    Cancellation cancellation =
        new Cancellation(NFE_KEY, Form.RECEIPT, "", "101", true, ms("2011-02-03T06:05:06Z"));

    assertThat(readOne(OLD_ANSWER)).isEqualTo(cancellation);
    assertThat(readOne("<procCancNFe>" + OLD_REQUEST + OLD_ANSWER + "</procCancNFe>"))
        .isEqualTo(cancellation);
    assertThat(read(authorisedNfe().replace("</nfeProc>", OLD_ANSWER + "</nfeProc>")))
        .endsWith(cancellation);
    assertThat(readOne(OLD_REQUEST)).isEqualTo(new OtherRecord(NFE_KEY, "cancellation-request"));
    assertThat(readOne(OLD_ANSWER.replace("101", "218")))
        .isEqualTo(new OtherRecord(NFE_KEY, "refused-cancellation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"501", "573", "128", "101"})
  void shouldKeepARefusedCancellationAsAnotherRecord(String status) {
    assertThat(readOne(event(NFE_KEY, "110111", status)))
        .isEqualTo(new OtherRecord(NFE_KEY, "refused-cancellation"));
  }

  @Test
  void shouldKeepARequestWithoutAnswerAsAnotherRecord() {
    OtherRecord request = new OtherRecord(NFE_KEY, "cancellation-request");

    assertThat(readOne(eventRequest(NFE_KEY, "110111"))).isEqualTo(request);
    assertThat(
            read(
                "<envEvento><idLote>1</idLote>"
                    + eventRequest(NFE_KEY, "110111")
                    + eventRequest(OTHER_NFE_KEY, "110111")
                    + "</envEvento>"))
        .containsExactly(request, new OtherRecord(OTHER_NFE_KEY, "cancellation-request"));
  }

  @Test
  void shouldReadTheAnswersOfALotEachByItself() {
    String xml =
        "<retEnvEvento><tpAmb>2</tpAmb><cStat>128</cStat>"
            + eventAnswer(NFE_KEY, "110111", "135")
            + eventAnswer(OTHER_NFE_KEY, "110111", "573")
            + "</retEnvEvento>";

    assertThat(read(xml))
        .containsExactly(
            new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED),
            new OtherRecord(OTHER_NFE_KEY, "refused-cancellation"));
  }

  @Test
  void shouldGiveEachRequestTheAnswerThatDoesNotContradictIt() {
    String xml =
        "<procEventoNFe>"
            + eventRequest(NFE_KEY, "110111")
            + eventRequest(OTHER_NFE_KEY, "110111")
            + eventAnswer(OTHER_NFE_KEY, "110111", "135")
            + "</procEventoNFe>";

    assertThat(read(xml))
        .containsExactly(
            new OtherRecord(NFE_KEY, "cancellation-request"),
            new Cancellation(OTHER_NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED));
  }

  @ParameterizedTest
  @CsvSource({"1,001", "1,01", "001,1", "01,001", "10,010", "0,00"})
  void shouldPairRequestAndAnswerByTheNumberHoweverItIsWritten(String asked, String answered) {
    String xml = numbered(asked, answered);
    assertThat(readOne(xml))
        .isEqualTo(new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED));
    assertThat(production(xml.replaceFirst("<tpAmb>1", "<tpAmb>2"))).isFalse();
    for (String left : new String[] {"chNFe", "tpEvento", "dhRegEvento"}) {
      int answer = xml.indexOf("<retEvento");
      String without =
          xml.substring(0, answer)
              + xml.substring(answer).replaceAll("<" + left + ">[^<]*</" + left + ">", "");
      long registeredMs = left.equals("dhRegEvento") ? REGISTERED - 2000 : REGISTERED;
      assertThat(readOne(without))
          .isEqualTo(new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, registeredMs));
    }
    assertThat(readOne(xml.replace("<tpEvento>110111", "<tpEvento>0110111")))
        .isEqualTo(readOne(xml));
    assertThat(readOne(xml.replace("<cStat>135", "<cStat>0135"))).isEqualTo(readOne(xml));
  }

  @ParameterizedTest
  @CsvSource({"1,2", "1,10", "1,0011", "1,1a"})
  void shouldNotPairDifferentNumbers(String asked, String answered) {
    assertThat(read(numbered(asked, answered))).hasSize(2);
  }

  @Test
  void shouldTakeAnAcceptedAnswerForFinalWhateverWasRefused() {
    String request = eventRequest(NFE_KEY, "110111").replace("<tpAmb>1", "<tpAmb>2");
    String accepted = eventAnswer(NFE_KEY, "110111", "135");
    String refused = eventAnswer(NFE_KEY, "110111", "573");
    Cancellation cancellation =
        new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", false, REGISTERED);
    OtherRecord refusal = new OtherRecord(NFE_KEY, "refused-cancellation");

    assertThat(read("<x>" + request + refused + accepted + "</x>"))
        .containsExactly(cancellation, refusal);
    assertThat(read("<x>" + request + accepted + refused + "</x>"))
        .containsExactly(cancellation, refusal);
    assertThat(read("<x>" + request + refused + refused + accepted + "</x>"))
        .containsExactly(cancellation, refusal, refusal);
    String other = eventRequest(OTHER_NFE_KEY, "110111");
    assertThat(read("<x>" + other + request + refused + accepted + "</x>"))
        .containsExactly(
            new OtherRecord(OTHER_NFE_KEY, "cancellation-request"), cancellation, refusal);
    String oldRefusal = OLD_ANSWER.replace("101", "218");
    assertThat(read("<x>" + OLD_REQUEST + oldRefusal + OLD_ANSWER + "</x>"))
        .hasSize(2)
        .startsWith(readOne(OLD_ANSWER));
  }

  @Test
  void shouldTakeAnAnswerWithoutReadableStatusForARefusal() {
    assertThat(readOne(event(NFE_KEY, "110111", "")))
        .isEqualTo(new OtherRecord(NFE_KEY, "refused-cancellation"));
  }

  private static String numbered(String asked, String answered) {
    String number = "<nSeqEvento>1</nSeqEvento>";
    return event(NFE_KEY, "110111", "135")
        .replaceFirst(number, "<nSeqEvento>" + asked + "</nSeqEvento>")
        .replaceFirst("(?s)(.*)" + number, "$1<nSeqEvento>" + answered + "</nSeqEvento>");
  }

  @Test
  void shouldTakeFromTheRequestWhatTheAnswerLeavesOut() {
    String xml =
        event(NFE_KEY, "110111", "135")
            .replaceAll("(?s)(<cStat>135</cStat>).*?(<dhRegEvento>)", "$1$2");

    assertThat(readOne(xml))
        .isEqualTo(new Cancellation(NFE_KEY, Form.EVENT, "110111", "135", true, REGISTERED));
  }

  @Test
  void shouldBeOfProductionOnlyIfRequestAndAnswerSaySo() {
    assertThat(production(event(NFE_KEY, "110111", "135"))).isTrue();
    assertThat(production(event(NFE_KEY, "110111", "135").replaceFirst("<tpAmb>1", "<tpAmb>2")))
        .isFalse();
    assertThat(production(eventAnswer(NFE_KEY, "110111", "135").replace("<tpAmb>1", "<tpAmb>2")))
        .isFalse();
    assertThat(production(eventAnswer(NFE_KEY, "110111", "135").replace("<tpAmb>1</tpAmb>", "")))
        .isFalse();
  }

  @Test
  void shouldTakeTheRegistrationFromTheBestTimeThereIs() {
    String xml = event(NFE_KEY, "110111", "135");
    assertThat(registered(xml)).isEqualTo(REGISTERED);
    String received =
        xml.replaceAll(
            "<dhRegEvento>.*</dhRegEvento>", "<dhRecbto>2026-03-05T09:00:00-03:00</dhRecbto>");
    assertThat(registered(received)).isEqualTo(ms("2026-03-05T12:00:00Z"));
    assertThat(registered(xml.replaceAll("<dhRegEvento>.*</dhRegEvento>", "")))
        .isEqualTo(ms("2026-03-05T11:00:00Z"));
    assertThat(registered(eventAnswer(NFE_KEY, "110111", "135").replaceAll("2026-\\d\\d", "x")))
        .isEqualTo(Times.ABSENT);
    assertThat(
            registered(eventAnswer(NFE_KEY, "110111", "135").replace("08:00:02-03:00", "08:00:02")))
        .isEqualTo(REGISTERED);
  }

  @ParameterizedTest
  @CsvSource({
    "110110,correction-letter",
    "210210,event-210210",
    "110140,event-110140",
    "610110,event-610110",
    "123,event",
    "1101111,event",
    "Fulano,event"
  })
  void shouldNameOtherEventsByTheirType(String type, String name) {
    assertThat(readOne(event(NFE_KEY, type, "135"))).isEqualTo(new OtherRecord(NFE_KEY, name));
  }

  @Test
  void shouldNeverTakeAnEventOfAnotherFamilyForACancellation() {
    String ofMdfe = event(MDFE_KEY, "110111", "135").replace("chNFe", "chMDFe");
    assertThat(readOne(ofMdfe)).isEqualTo(new OtherRecord(MDFE_KEY, "event-110111"));
    String mdfeNamespace = event(NFE_KEY, "110112", "135").replace("br/nfe", "br/mdfe");
    assertThat(readOne(mdfeNamespace)).isEqualTo(new OtherRecord(NFE_KEY, "event-110112"));
    String keyOfMdfe = event(MDFE_KEY, "110111", "135");
    assertThat(readOne(keyOfMdfe)).isEqualTo(new OtherRecord(MDFE_KEY, "refused-cancellation"));
  }

  private static boolean production(String xml) {
    return ((Cancellation) readOne(xml)).production();
  }

  private static long registered(String xml) {
    FiscalRecord found = readOne(xml);
    return ((Cancellation) found).registeredMs();
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
