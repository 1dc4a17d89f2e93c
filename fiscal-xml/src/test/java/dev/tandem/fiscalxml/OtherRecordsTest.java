package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.MDFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static dev.tandem.fiscalxml.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherRecordsTest {
  @ParameterizedTest
  @CsvSource({
    "MDFe,infMDFe,MDFe,mdfe,document-58",
    "BPe,infBPe,BPe,bpe,document-63",
    "NF3e,infNF3e,NF3e,nf3e,document-66",
    "NFCom,infNFCom,NFCom,nfcom,document-62",
    "NFAg,infNFAg,NFAg,nfag,document-75",
    "NFGas,infNFGas,NFGas,nfgas,document-76",
    "DCe,infDCe,DCe,dce,document-99",
    "GTVe,infCte,CTe,cte,document-64",
    "BPeTM,infBPe,BPe,bpe,document-63"
  })
  void shouldKeepOtherDocumentsWithTheirKey(
      String root, String element, String prefix, String space, String type) {
    String xml =
        "<%s xmlns='http://www.portalfiscal.inf.br/%s'><%s Id='%s%s' versao='1.00'>%s</%s></%s>"
            .formatted(root, space, element, prefix, MDFE_KEY, nfe(), element, root);

    assertThat(read(xml)).containsExactly(new OtherRecord(MDFE_KEY, type));
  }

  @Test
  void shouldKeepServiceInvoicesWithoutForcingTheirKeyIntoOurs() {
    String id = "NFS" + "1".repeat(50);

    assertThat(
            read(
                "<NFSe xmlns='http://www.sped.fazenda.gov.br/nfse'><infNFSe Id='"
                    + id
                    + "'><DPS><infDPS Id='DPS1'/></DPS></infNFSe></NFSe>"))
        .containsExactly(new OtherRecord("", "nfse"));
    assertThat(read("<DPS><infDPS Id='DPS1'><tpAmb>1</tpAmb></infDPS></DPS>"))
        .containsExactly(new OtherRecord("", "nfse-request"));
    assertThat(read("<Nfse xmlns='http://www.abrasf.org.br/nfse.xsd'><InfNfse Id='1'/></Nfse>"))
        .containsExactly(new OtherRecord("", "nfse"));
  }

  @Test
  void shouldKeepAnMdfeAndItsProtocolAsOneRecord() {
    String xml =
        "<mdfeProc xmlns='http://www.portalfiscal.inf.br/mdfe'><MDFe><infMDFe Id='MDFe"
            + MDFE_KEY
            + "'/></MDFe><protMDFe><infProt><chMDFe>"
            + MDFE_KEY
            + "</chMDFe><cStat>100</cStat></infProt></protMDFe></mdfeProc>";

    assertThat(read(xml)).containsExactly(new OtherRecord(MDFE_KEY, "document-58"));
  }

  @ParameterizedTest
  @CsvSource({
    "dCeProc,DCe,infDCe,chDCe,dce,document-99",
    "nFAgProc,NFAg,infNFAg,chNFAg,nfag,document-75",
    "nFGasProc,NFGas,infNFGas,chNFGas,nfgas,document-76",
    "nfcomProc,NFCom,infNFCom,chNFCom,nfcom,document-62",
    "bpeTMProc,BPeTM,infBPe,chBPe,bpe,document-63"
  })
  void shouldKeepADocumentOfAnotherFamilyAndItsProtocolAsOneRecord(
      String root, String around, String element, String keyName, String space, String type) {
    for (String key : new String[] {"<" + keyName + ">" + MDFE_KEY + "</" + keyName + ">", ""}) {
      String xml =
          "<%1$s xmlns='http://www.portalfiscal.inf.br/%2$s'><%3$s><%4$s Id='%3$s%5$s'/></%3$s>"
                  .formatted(root, space, around, element, MDFE_KEY)
                  .replace("Id='BPeTM", "Id='BPe")
              + "<prot%1$s><infProt>%2$s<cStat>100</cStat></infProt></prot%1$s></%3$s>"
                  .formatted(around, key, root);

      assertThat(read(xml)).containsExactly(new OtherRecord(MDFE_KEY, type));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DCe", "NFAg", "NFGas", "MDFe", "NFCom", "NF3e", "BPe"})
  void shouldKeepTheEventsOfOtherFamiliesAsOneRecordEach(String family) {
    String xml =
        """
        <procEvento%1$s xmlns='http://www.portalfiscal.inf.br/%2$s'>
        <evento%1$s><infEvento><tpAmb>1</tpAmb><ch%1$s>%3$s</ch%1$s><tpEvento>110111</tpEvento>
          <nSeqEvento>1</nSeqEvento></infEvento></evento%1$s>
        <retEvento%1$s><infEvento><tpAmb>1</tpAmb><cStat>135</cStat><ch%1$s>%3$s</ch%1$s>
          <tpEvento>110111</tpEvento><nSeqEvento>001</nSeqEvento></infEvento></retEvento%1$s>
        </procEvento%1$s>
        """
            .formatted(family, family.toLowerCase(Locale.ROOT), NFE_KEY);

    assertThat(read(xml)).containsExactly(new OtherRecord(NFE_KEY, "event-110111"));
    assertThat(read(xml.replaceAll("xmlns='[^']*'", "")))
        .containsExactly(new OtherRecord(NFE_KEY, "event-110111"));
  }

  @Test
  void shouldKeepCfeSatAndItsCancellation() {
    String id = " Id='CFe" + MDFE_KEY + "' chCanc='CFe" + NFE_KEY + "'";
    String sat = "xmlns='http://www.fazenda.sp.gov.br/sat'";

    for (String space : new String[] {"", sat}) {
      assertThat(
              read("<CFe " + space + "><infCFe" + id + "><ide><mod>59</mod></ide></infCFe></CFe>"))
          .containsExactly(new OtherRecord(MDFE_KEY, "document-59"));
      assertThat(read("<CFeCanc " + space + "><infCFe" + id + "/></CFeCanc>"))
          .containsExactly(new OtherRecord(MDFE_KEY, "cancellation-59"));
      assertThat(
              read(
                  "<envCFe "
                      + space
                      + "><LoteCFe>"
                      + ("<CFe><infCFe" + id + "/></CFe>").repeat(2)
                      + "</LoteCFe></envCFe>"))
          .hasSize(2);
    }
  }

  @Test
  void shouldKeepTheEventsOfServiceInvoices() {
    String request =
        "<pedRegEvento xmlns='http://www.sped.fazenda.gov.br/nfse' versao='1.00'>"
            + "<infPedReg Id='PRE1'><tpAmb>1</tpAmb><chNFSe>"
            + "1".repeat(50)
            + "</chNFSe><e101101/></infPedReg></pedRegEvento>";

    assertThat(read(request)).containsExactly(new OtherRecord("", "nfse-event-request"));
    assertThat(
            read(
                "<evento xmlns='http://www.sped.fazenda.gov.br/nfse'><infEvento Id='EVT1'>"
                    + request
                    + "</infEvento></evento>"))
        .containsExactly(new OtherRecord("", "event"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retEnviNFe",
        "retConsReciNFe",
        "retConsSitNFe",
        "retEnvEvento",
        "retDistDFeInt",
        "retEnviCte",
        "retCTe",
        "retConsSitCTe",
        "retMDFe",
        "retConsReciMDFe",
        "retNFCom"
      })
  void shouldKeepAnAnswerOfTheAuthorityThatHoldsNoRecord(String name) {
    String answer = "<" + name + "><tpAmb>1</tpAmb><cStat>225</cStat></" + name + ">";
    OtherRecord other = new OtherRecord("", "service-answer");

    assertThat(read(answer)).containsExactly(other);
    assertThat(
            read(
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><r>"
                    + answer
                    + "</r></s:Body></s:Envelope>"))
        .containsExactly(other);
    assertThat(read("<x>" + authorisedNfe() + answer + "</x>")).hasSize(2).endsWith(other);
    assertThat(read("<" + name + ">" + authorisedNfe() + answer + "</" + name + ">"))
        .hasSize(2)
        .endsWith(other);
    assertThat(refusal(answer.replaceFirst(">", " xmlns='urn:x'>")))
        .isEqualTo(RejectReason.NOT_FISCAL);
  }

  @Test
  void shouldKeepSummaries() {
    assertThat(read("<resNFe><chNFe>" + NFE_KEY + "</chNFe><vNF>1.00</vNF></resNFe>"))
        .containsExactly(new OtherRecord(NFE_KEY, "summary"));
    assertThat(
            read(
                "<resEvento><chNFe>" + NFE_KEY + "</chNFe><tpEvento>110111</tpEvento></resEvento>"))
        .containsExactly(new OtherRecord(NFE_KEY, "event-summary"));
  }

  @Test
  void shouldMakeOneRecordOfAGapsRequestAndAnswer() {
    String request = "<inutNFe><infInut Id='ID1'><tpAmb>1</tpAmb></infInut></inutNFe>";
    String answer = "<retInutNFe><infInut><cStat>102</cStat></infInut></retInutNFe>";

    assertThat(read(request)).containsExactly(new OtherRecord("", "number-gap"));
    assertThat(read(answer)).containsExactly(new OtherRecord("", "number-gap"));
    assertThat(read("<procInutNFe>" + request + answer + "</procInutNFe>"))
        .containsExactly(new OtherRecord("", "number-gap"));
  }

  @Test
  void shouldReadRecordsInDocumentOrder() {
    String xml =
        "<all><resNFe><chNFe>"
            + NFE_KEY
            + "</chNFe></resNFe>"
            + authorisedNfe()
            + "<infInut><cStat>102</cStat></infInut></all>";

    List<FiscalRecord> records = read(xml);

    assertThat(records).hasSize(3);
    assertThat(records.get(0)).isEqualTo(new OtherRecord(NFE_KEY, "summary"));
    assertThat(records.get(1)).isInstanceOf(Document.class);
    assertThat(records.get(2)).isEqualTo(new OtherRecord("", "number-gap"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfe:", "ns2:", "n:"})
  void shouldReadUnderAnyPrefix(String prefix) {
    String xml =
        authorisedNfe()
            .replace(" xmlns=\"http://www.portalfiscal.inf.br/nfe\"", "")
            .replaceAll("<Signature.*</Signature>", "")
            .replace("<![CDATA[<NFe>]]>", "")
            .replaceAll("<(/?)([a-zA-Z])", "<$1" + prefix + "$2")
            .replaceFirst(
                "<" + prefix + "nfeProc",
                "<"
                    + prefix
                    + "nfeProc xmlns:"
                    + prefix.replace(":", "")
                    + "='http://www.portalfiscal.inf.br/nfe'");

    assertThat(readDocument(xml)).isEqualTo(readDocument(authorisedNfe()));
  }

  @Test
  void shouldReadWithoutAnyNamespace() {
    String xml = authorisedNfe().replace(" xmlns=\"http://www.portalfiscal.inf.br/nfe\"", "");

    assertThat(readDocument(xml)).isEqualTo(readDocument(authorisedNfe()));
  }

  @Test
  void shouldNotTakeNamesakesOfAnotherNamespace() {
    String xml = authorisedNfe().replace("www.portalfiscal.inf.br/nfe", "example.invalid/nfe");

    assertThat(refusal(xml)).isEqualTo(RejectReason.NOT_FISCAL);
    String foreignChild = nfe().replace("<mod>", "<mod xmlns='urn:x'>");
    assertThat(readDocument(foreignChild).facts().model()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Service Unavailable</body></html>",
        "<retConsStatServ"
            + " xmlns='http://www.portalfiscal.inf.br/nfe'><cStat>107</cStat></retConsStatServ>",
        "<NFe xmlns='http://www.portalfiscal.inf.br/nfe'/>",
        "<infDoc"
            + " xmlns='http://www.portalfiscal.inf.br/cte'><infNFe><chave>1</chave></infNFe></infDoc>"
      })
  void shouldRefuseWhatHoldsNoFiscalRecord(String xml) {
    assertThat(refusal(xml)).isEqualTo(RejectReason.NOT_FISCAL);
  }
}
