package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.nfeProc;
import static dev.tandem.fiscalxml.Fixtures.nfeProtocol;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
  private static final String OTHER_NFE = nfe().replace(NFE_KEY, OTHER_NFE_KEY);

  @Test
  void shouldFindAProtocolWhereverInTheEnvelopeItStands() {
    String bare = nfeProtocol(NFE_KEY, "100").replaceAll("</?protNFe.*?>", "");
    for (String xml :
        List.of(
            nfeProc(nfeProtocol(NFE_KEY, "100"), nfe()),
            nfeProc(nfe(), "<protNFe/>", bare),
            nfeProc(nfe().replace("</NFe>", nfeProtocol(NFE_KEY, "100") + "</NFe>")),
            nfeProc(nfe().replace("</NFe>", bare + "</NFe>")),
            "<a>" + nfe() + "<b><c>" + nfeProtocol(NFE_KEY, "100") + "</c></b></a>")) {
      assertThat(readDocument(xml).status()).isEqualTo("100");
      assertThat(readDocument(xml).flags()).isEmpty();
    }
  }

  @Test
  void shouldMatchTheProtocolsOfALotByKey() {
    String xml =
        "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body>"
            + "<enviNFe xmlns='http://www.portalfiscal.inf.br/nfe'>"
            + nfe()
            + OTHER_NFE
            + "</enviNFe><retEnviNFe xmlns='http://www.portalfiscal.inf.br/nfe'><cStat>104</cStat>"
            + nfeProtocol(OTHER_NFE_KEY, "100")
            + nfeProtocol(NFE_KEY, "302")
            + "</retEnviNFe></soap:Body></soap:Envelope>";

    assertThat(statuses(xml)).containsExactly(NFE_KEY + " 302", OTHER_NFE_KEY + " 100");
  }

  @Test
  void shouldLeaveADocumentOfALotWithoutProtocolAlone() {
    assertThat(statuses("<enviNFe>" + nfe() + OTHER_NFE + "</enviNFe>"))
        .containsExactly(NFE_KEY + " ", OTHER_NFE_KEY + " ");
    assertThat(statuses("<lot>" + nfe() + OTHER_NFE + nfeProtocol(OTHER_NFE_KEY, "100") + "</lot>"))
        .containsExactly(NFE_KEY + " ", OTHER_NFE_KEY + " 100");
  }

  @Test
  void shouldTakeAProtocolWithoutKeyForTheOnlyDocumentBesideIt() {
    String keyless = nfeProtocol("", "100");

    assertThat(readDocument("<x>" + nfe() + keyless + "</x>").status()).isEqualTo("100");
    assertThat(readDocument(nfeProc(nfe(), keyless)).flags()).isEmpty();
    assertThat(read("<x>" + nfe() + OTHER_NFE + keyless + "</x>"))
        .hasSize(3)
        .contains(new OtherRecord("", "protocol"));
  }

  @Test
  void shouldTakeTheProtocolOfAnotherKeyOnlyWithinOneNfeProcAndFlagIt() {
    Document document = readDocument(nfeProc(nfe(), nfeProtocol(OTHER_NFE_KEY, "100")));

    assertThat(document.accessKey()).isEqualTo(NFE_KEY);
    assertThat(document.status()).isEqualTo("100");
    assertThat(document.flags()).containsExactly(Flag.PROTOCOL_OF_OTHER_KEY);
    List<FiscalRecord> apart = read("<x>" + nfe() + nfeProtocol(OTHER_NFE_KEY, "100") + "</x>");
    assertThat(((Document) apart.get(0)).status()).isEmpty();
    assertThat(apart.get(1)).isEqualTo(new OtherRecord(OTHER_NFE_KEY, "protocol"));
  }

  @Test
  void shouldPreferTheProtocolOfItsOwnKeyAndEnvelope() {
    assertThat(
            statuses(
                nfeProc(nfe(), nfeProtocol(OTHER_NFE_KEY, "302"), nfeProtocol(NFE_KEY, "100"))))
        .containsExactly(NFE_KEY + " 100");
    String two =
        "<x>"
            + nfeProc(nfe(), nfeProtocol(NFE_KEY, "100"))
            + nfeProc(nfe(), nfeProtocol(NFE_KEY, "150"))
            + "</x>";
    assertThat(statuses(two)).containsExactly(NFE_KEY + " 100", NFE_KEY + " 150");
  }

  @ParameterizedTest
  @ValueSource(strings = {"204", "539", "301", "110", "999", "104", ""})
  void shouldTakeAnAuthorisationForFinalWhateverElseWasAnswered(String refusal) {
    String granted = nfeProtocol(NFE_KEY, "100");
    String refused = nfeProtocol(NFE_KEY, refusal);
    String consulted = "<retConsSitNFe><cStat>100</cStat>" + granted + "</retConsSitNFe>";
    String lot = "<retEnviNFe><cStat>104</cStat>" + refused + "</retEnviNFe>";
    for (String xml :
        List.of(
            nfeProc(nfe(), refused, granted),
            nfeProc(nfe(), granted, refused),
            nfeProc(nfe(), refused, refused, granted, refused),
            "<x>" + nfeProc(nfe(), refused) + consulted + "</x>",
            "<x>" + consulted + nfeProc(nfe(), refused) + "</x>",
            "<x><enviNFe>" + nfe() + "</enviNFe>" + lot + consulted + "</x>",
            "<x>" + lot + consulted + nfe() + lot + "</x>")) {
      assertThat(statuses(xml)).as(xml).containsExactly(NFE_KEY + " 100");
      assertThat(read(xml)).contains(new OtherRecord(NFE_KEY, "protocol"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204", "110", "301", "302", "999", ""})
  void shouldTakeAnAuthorisationWithoutAKeyForFinalToo(String refusal) {
    String keyless = nfeProtocol("", "100");
    for (String refused : List.of(nfeProtocol(NFE_KEY, refusal), nfeProtocol("", refusal))) {
      for (String xml :
          List.of(
              nfeProc(nfe(), refused, keyless),
              nfeProc(nfe(), keyless, refused),
              nfeProc(refused, keyless, nfe()),
              "<x>" + nfe() + refused + keyless + "</x>",
              nfeProc(nfe(), nfeProtocol(OTHER_NFE_KEY, "100"), refused, keyless))) {
        assertThat(statuses(xml)).as(xml).containsExactly(NFE_KEY + " 100");
      }
    }
    assertThat(statuses(nfeProc(nfe(), nfeProtocol(NFE_KEY, "150"), keyless)))
        .as("of equals the one of its key")
        .containsExactly(NFE_KEY + " 150");
    String afar = "<y>" + nfeProtocol(NFE_KEY, refusal) + "</y>";
    assertThat(statuses("<x>" + afar + nfeProc(nfe(), keyless) + afar + "</x>"))
        .containsExactly(NFE_KEY + " 100");
    assertThat(
            statuses("<x>" + nfe() + OTHER_NFE + nfeProtocol(NFE_KEY, refusal) + keyless + "</x>"))
        .as("without a key it is nobody's beside two documents")
        .containsExactly(NFE_KEY + " " + refusal, OTHER_NFE_KEY + " ");
  }

  @Test
  void shouldDecideByTheSameRuleForFreightBills() {
    String refused = Fixtures.cteProtocol(Fixtures.CTE_KEY, "204");
    String keyless = Fixtures.cteProtocol("", "100");

    for (String xml :
        List.of(
            Fixtures.cteProc(Fixtures.cte(), refused, keyless),
            Fixtures.cteProc(keyless, Fixtures.cte(), refused))) {
      assertThat(statuses(xml)).containsExactly(Fixtures.CTE_KEY + " 100");
    }
  }

  @Test
  void shouldKeepTheCancellationThatAFurtherProtocolWithoutAKeyIs() {
    for (String granted : List.of(nfeProtocol(NFE_KEY, "100"), nfeProtocol("", "100"))) {
      List<FiscalRecord> records = read(nfeProc(nfe(), nfeProtocol("", "101"), granted));

      assertThat(((Document) records.get(0)).status()).isEqualTo("100");
      assertThat(records)
          .filteredOn(Cancellation.class::isInstance)
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.accessKey()).isEqualTo(NFE_KEY);
                assertThat(((Cancellation) found).accepted()).isTrue();
              });
    }
    assertThat(read("<x>" + nfe() + OTHER_NFE + nfeProtocol("", "101") + "</x>"))
        .endsWith(new OtherRecord("", "protocol"));
  }

  @Test
  void shouldTakeAnAuthorisationInTestsForLessThanOneInProduction() {
    String tested = nfeProtocol(NFE_KEY, "100").replace("<tpAmb>1", "<tpAmb>2");

    for (String granted : List.of("100", "150", "101")) {
      Document document =
          (Document) read(nfeProc(nfe(), tested, nfeProtocol(NFE_KEY, granted))).get(0);
      assertThat(document.status()).isEqualTo(granted);
      assertThat(document.production()).isTrue();
    }
    Document document = (Document) read(nfeProc(nfe(), nfeProtocol(NFE_KEY, "204"), tested)).get(0);
    assertThat(document.status()).isEqualTo("100");
    assertThat(document.production()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "151", "155"})
  void shouldKeepTheCancellationThatAnotherProtocolOfTheDocumentIs(String status) {
    String granted = nfeProtocol(NFE_KEY, "100");
    String cancelled = nfeProtocol(NFE_KEY, status).replace("T10:20:40", "T10:30:00");
    Cancellation cancellation =
        new Cancellation(
            NFE_KEY,
            Cancellation.Form.PROTOCOL,
            "",
            status,
            true,
            Instant.parse("2026-03-04T13:30:00Z").toEpochMilli());

    for (String xml :
        List.of(
            nfeProc(nfe(), granted, cancelled),
            nfeProc(nfe(), cancelled, granted),
            "<x>" + nfeProc(nfe(), granted) + "<y>" + cancelled + "</y></x>")) {
      assertThat(statuses(xml)).containsExactly(NFE_KEY + " 100");
      assertThat(read(xml)).hasSize(2).endsWith(cancellation);
    }
    assertThat(read("<x>" + OTHER_NFE + nfeProc(nfe(), granted) + cancelled + "</x>"))
        .endsWith(cancellation);
    assertThat(statuses(nfeProc(nfe(), nfeProtocol(NFE_KEY, "204"), cancelled)))
        .containsExactly(NFE_KEY + " " + status);
    assertThat(read("<x>" + cancelled + "</x>"))
        .containsExactly(new OtherRecord(NFE_KEY, "protocol"));
  }

  @Test
  void shouldNotLetAnAuthorisationOfAnotherKeyPassForItsOwn() {
    String other = nfeProtocol(OTHER_NFE_KEY, "100");

    assertThat(statuses(nfeProc(nfe(), other, nfeProtocol(NFE_KEY, "204"))))
        .containsExactly(NFE_KEY + " 204");
    assertThat(statuses(nfeProc(nfe(), nfeProtocol(OTHER_NFE_KEY, "302"), other)))
        .containsExactly(NFE_KEY + " 100");
  }

  @Test
  void shouldKeepAProtocolWithoutDocumentAsARecord() {
    assertThat(read("<retEnviNFe>" + nfeProtocol(NFE_KEY, "100") + "</retEnviNFe>"))
        .containsExactly(new OtherRecord(NFE_KEY, "protocol"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "151", "155"})
  void shouldFollowADocumentWithTheCancellationItsProtocolTellsOf(String status) {
    List<FiscalRecord> records =
        read("<x>" + nfeProc(nfe(), nfeProtocol(NFE_KEY, status)) + OTHER_NFE + "</x>");

    assertThat(records).hasSize(3);
    assertThat(((Document) records.get(0)).status()).isEqualTo(status);
    assertThat(records.get(1))
        .isEqualTo(
            new Cancellation(
                NFE_KEY,
                Cancellation.Form.PROTOCOL,
                "",
                status,
                true,
                Instant.parse("2026-03-04T13:20:40Z").toEpochMilli()));
  }

  @Test
  void shouldTakeNoEventsAnswerForAProtocol() {
    String answer = Fixtures.eventAnswer(NFE_KEY, "110111", "135");

    assertThat(((Document) read(nfeProc(nfe(), answer)).get(0)).status()).isEmpty();
  }

  private static List<String> statuses(String xml) {
    return read(xml).stream()
        .filter(Document.class::isInstance)
        .map(Document.class::cast)
        .map(document -> document.accessKey() + " " + document.status())
        .toList();
  }
}
