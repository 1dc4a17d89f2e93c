package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.CTE_KEY;
import static dev.tandem.fiscalxml.Fixtures.CTE_OS_KEY;
import static dev.tandem.fiscalxml.Fixtures.cte;
import static dev.tandem.fiscalxml.Fixtures.cteProc;
import static dev.tandem.fiscalxml.Fixtures.cteProtocol;
import static dev.tandem.fiscalxml.Fixtures.read;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.TimePrecision;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CteReadingTest {
  @Test
  void shouldReadACteAndNotTheInvoicesItCarries() {
    Document document = readDocument(cteProc(cte(), cteProtocol(CTE_KEY, "100")));

    assertThat(document.accessKey()).isEqualTo(CTE_KEY);
    assertThat(document.status()).isEqualTo("100");
    assertThat(document.production()).isTrue();
    assertThat(document.flags()).isEmpty();
    assertThat(document.facts().model()).isEqualTo("57");
    assertThat(document.facts().state()).isEqualTo("PR");
    assertThat(document.facts().valueCents()).isEqualTo(32109);
    assertThat(document.facts().operation()).isEmpty();
    assertThat(document.facts().purpose()).isEmpty();
    assertThat(document.facts().issuedMs())
        .isEqualTo(Instant.parse("2026-03-04T13:20:30Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({"0,10000000", "1,20000000", "2,30000000", "3,40000000"})
  void shouldTakeThePayerFromTheRoleHePlays(String role, String root) {
    String xml = cte().replace("<toma>3</toma>", "<toma>" + role + "</toma>");

    assertThat(readDocument(xml).facts().recipientRoot()).isEqualTo(root);
    assertThat(readDocument(xml.replace("toma3>", "toma03>")).facts().recipientRoot())
        .as("layouts 1.04 and 2.00")
        .isEqualTo(root);
  }

  @Test
  void shouldTakeAPayerWhoPlaysNoOtherRole() {
    String xml =
        cte()
            .replace(
                "<toma3><toma>3</toma></toma3>",
                "<toma4><toma>4</toma><CNPJ>50000000000100</CNPJ></toma4>");

    assertThat(readDocument(xml).facts().recipientRoot()).isEqualTo("50000000");
  }

  @Test
  void shouldReadACteOs() {
    String xml =
        cteProc(cte(), cteProtocol(CTE_KEY, "100"))
            .replace(CTE_KEY, CTE_OS_KEY)
            .replace("cteProc", "cteOSProc")
            .replace("CTe>", "CTeOS>")
            .replace("<CTe ", "<CTeOS ")
            .replace("<protCTeOS>", "<protCTe>")
            .replace("<mod>57</mod>", "<mod>67</mod>")
            .replace("<toma3><toma>3</toma></toma3>", "")
            .replace("</emit>", "</emit><toma><CNPJ>60000000000100</CNPJ></toma>");
    xml = xml.replace("</protCTeOS>", "</protCTe>");

    Document document = readDocument(xml);

    assertThat(document.accessKey()).isEqualTo(CTE_OS_KEY);
    assertThat(document.status()).isEqualTo("100");
    assertThat(document.facts().model()).isEqualTo("67");
    assertThat(document.facts().recipientRoot()).isEqualTo("60000000");
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldReadACteSimplificado() {
    String xml =
        cte()
            .replace("<CTe ", "<CTeSimp ")
            .replace("</CTe>", "</CTeSimp>")
            .replace("<toma3><toma>3</toma></toma3>", "")
            .replace("</emit>", "</emit><toma><toma>4</toma><CNPJ>70000000000100</CNPJ></toma>")
            .replaceAll("<vPrest>.*</vPrest>", "")
            .replace("</infCTeNorm>", "</infCTeNorm><total><vTPrest>55.40</vTPrest></total>");

    Document document = readDocument(xml);

    assertThat(document.facts().valueCents()).isEqualTo(5540);
    assertThat(document.facts().recipientRoot()).isEqualTo("70000000");
  }

  @Test
  void shouldReadTheTimeOfOldLayoutsInTheZoneOfTheState() {
    String xml =
        cte()
            .replace("<cUF>41</cUF>", "<cUF>51</cUF>")
            .replace("2026-03-04T10:20:30-03:00", "2012-10-02T16:13:00");

    Document document = readDocument(xml);

    assertThat(document.facts().precision()).isEqualTo(TimePrecision.LOCAL);
    assertThat(document.facts().issuedMs())
        .isEqualTo(Instant.parse("2012-10-02T20:13:00Z").toEpochMilli());
  }

  @Test
  void shouldNotCountAGuideForTransportOfValuables() {
    String xml = cte().replace("<CTe ", "<GTVe ").replace("</CTe>", "</GTVe>");

    assertThat(read(xml)).containsExactly(new OtherRecord(CTE_KEY, "document-64"));
  }
}
