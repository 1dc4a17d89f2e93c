package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFCE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.nfe;
import static dev.tandem.fiscalxml.Fixtures.nfeProc;
import static dev.tandem.fiscalxml.Fixtures.nfeProtocol;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NfeReadingTest {
  @Test
  void shouldReadTheFactsOfAnAuthorisedNfeEachFromItsOwnPlace() {
    assertThat(readDocument(authorisedNfe()))
        .isEqualTo(
            new Document(
                NFE_KEY,
                new Facts(
                    "55",
                    TaxId.cnpj("11222333000181"),
                    "44556677",
                    "SP",
                    "4.00",
                    "1",
                    "1",
                    "1",
                    123456,
                    ms("2026-03-04T13:20:30Z"),
                    ms("2026-03-04T10:20:30Z"),
                    TimePrecision.INSTANT,
                    ms("2026-03-04T13:20:40Z")),
                "100",
                true,
                Set.of()));
  }

  @Test
  void shouldReadAnNfeWithoutProtocol() {
    Document document = readDocument(nfe());

    assertThat(document.status()).isEmpty();
    assertThat(document.production()).isTrue();
    assertThat(document.facts().registeredMs()).isEqualTo(Times.ABSENT);
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldReadAnNfceToAnUnknownConsumer() {
    Document document =
        readDocument(
            authorisedNfe()
                .replace(NFE_KEY, NFCE_KEY)
                .replace("<mod>55</mod>", "<mod>65</mod>")
                .replaceAll("(?s)<dest>.*</dest>", ""));

    assertThat(document.accessKey()).isEqualTo(NFCE_KEY);
    assertThat(document.facts().model()).isEqualTo("65");
    assertThat(document.facts().recipientRoot()).isEmpty();
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldReadTheDateOfOldLayoutsAsNoonInTheState() {
    Facts facts =
        readDocument(
                authorisedNfe()
                    .replace("versao=\"4.00\"", "versao=\"1.10\"")
                    .replaceAll("<dhEmi>.*?</dhEmi>", "<dEmi>2009-01-15</dEmi>")
                    .replace("10:20:40-03:00", "10:20:40"))
            .facts();

    assertThat(facts.layout()).isEqualTo("1.10");
    assertThat(facts.precision()).isEqualTo(TimePrecision.DATE);
    assertThat(facts.issuedLocalMs()).isEqualTo(ms("2009-01-15T12:00:00Z"));
    assertThat(facts.issuedMs()).as("summer time").isEqualTo(ms("2009-01-15T14:00:00Z"));
    assertThat(facts.registeredMs()).isEqualTo(ms("2026-03-04T13:20:40Z"));
  }

  @Test
  void shouldReadATimeWithoutOffsetInTheZoneOfTheState() {
    Facts facts =
        readDocument(
                authorisedNfe()
                    .replace("<cUF>35</cUF>", "<cUF>12</cUF>")
                    .replace("10:20:30-03:00", "10:20:30")
                    .replace("10:20:40-03:00", "10:20:40"))
            .facts();

    assertThat(facts.state()).isEqualTo("AC");
    assertThat(facts.precision()).isEqualTo(TimePrecision.LOCAL);
    assertThat(facts.issuedMs()).isEqualTo(ms("2026-03-04T15:20:30Z"));
    assertThat(facts.registeredMs()).isEqualTo(ms("2026-03-04T15:20:40Z"));
  }

  @Test
  void shouldTakeTheStateFromTheAddressWhereTheCodeNamesNone() {
    assertThat(readDocument(nfe().replace("<cUF>35</cUF>", "<cUF>01</cUF>")).facts().state())
        .isEqualTo("SP");
    assertThat(
            readDocument(nfe().replace("<cUF>35</cUF>", "").replace("<UF>SP</UF>", "<UF>EX</UF>"))
                .facts()
                .state())
        .isEqualTo("EX");
  }

  @Test
  void shouldReadTheZoneOfTheKeysStateWhereTheDocumentNamesNone() {
    Facts facts =
        readDocument(
                nfe()
                    .replace("NFe35", "NFe12")
                    .replace("<cUF>35</cUF>", "")
                    .replace("<UF>SP</UF>", "")
                    .replace("10:20:30-03:00", "10:20:30"))
            .facts();

    assertThat(facts.issuedMs()).isEqualTo(ms("2026-03-04T15:20:30Z"));
  }

  @Test
  void shouldReadAnIssuerWithACpf() {
    Document document =
        readDocument(
            nfe()
                .replace("<emit><CNPJ>11222333000181</CNPJ>", "<emit><CPF>52998224725</CPF>")
                .replace(NFE_KEY, "51260300052998224725559200000000101123456789"));

    assertThat(document.facts().issuer()).isEqualTo(TaxId.cpf("52998224725"));
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldReadAnAlphanumericCnpj() {
    Document document =
        readDocument(
            nfe()
                .replace("<emit><CNPJ>11222333000181", "<emit><CNPJ>12ABC34501DE35")
                .replace("<dest><CNPJ>44556677000186", "<dest><CNPJ>12ABC34501DE35")
                .replace(NFE_KEY, "35260712ABC34501DE35550010000000011123456784"));

    assertThat(document.accessKey()).isEqualTo("35260712ABC34501DE35550010000000011123456784");
    assertThat(document.facts().issuer()).isEqualTo(TaxId.cnpj("12ABC34501DE35"));
    assertThat(document.facts().recipientRoot()).isEqualTo("12ABC345");
    assertThat(document.flags()).isEmpty();
  }

  @Test
  void shouldFlagWhatIsOddWithoutRefusingIt() {
    assertThat(readDocument(nfe().replace(NFE_KEY, NFE_KEY.substring(0, 43) + "0")).flags())
        .containsExactly(Flag.KEY_DIGIT_WRONG);
    assertThat(readDocument(nfe().replace("<emit><CNPJ>11222333000181", "<emit><CNPJ>1")).flags())
        .containsExactlyInAnyOrder(Flag.ISSUER_INVALID, Flag.KEY_ISSUER_DIFFERS);
    assertThat(readDocument(nfe().replace("<mod>55</mod>", "<mod>65</mod>")).flags())
        .containsExactly(Flag.KEY_MODEL_DIFFERS);
    assertThat(readDocument(nfe().replaceAll("<dhEmi>.*?</dhEmi>", "")).flags())
        .containsExactly(Flag.ISSUED_MISSING);
    assertThat(readDocument(authorisedNfe().replace("2026-03-04T10:20:40-03:00", "hoje")).flags())
        .containsExactly(Flag.REGISTERED_UNREADABLE);
  }

  @Test
  void shouldLeaveTheKeyEmptyWhereItHasNotTheShapeOfOne() {
    for (String id : new String[] {"NFe123", "string", "", "NFe" + "A".repeat(44)}) {
      assertThat(readDocument(nfe().replace("NFe" + NFE_KEY, id)).accessKey()).isEmpty();
    }
  }

  @Test
  void shouldReadAnIssuerThatIsNotThere() {
    Document document = readDocument(nfe().replaceAll("(?s)<emit>.*</emit>", ""));

    assertThat(document.facts().issuer()).isEqualTo(TaxId.ABSENT);
    assertThat(document.flags()).contains(Flag.ISSUER_INVALID, Flag.KEY_ISSUER_DIFFERS);
  }

  @ParameterizedTest
  @CsvSource({"1234.56,123456", "0.00,0", "7,700", "9.5,950", "1234567890123.99,123456789012399"})
  void shouldReadTheValueInCents(String written, long cents) {
    Document document = readDocument(nfe().replace("1234.56</vNF>", written + "</vNF>"));

    assertThat(document.facts().valueCents()).isEqualTo(cents);
    assertThat(document.flags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1.00", "+1.00", "1.234", "1,00", "1e3", "12345678901234", ".50", "1.", "", "x"})
  void shouldFlagAValueThatIsNone(String written) {
    Document document = readDocument(nfe().replace("1234.56</vNF>", written + "</vNF>"));

    assertThat(document.facts().valueCents()).isZero();
    assertThat(document.flags()).containsExactly(Flag.VALUE_MISSING);
  }

  @Test
  void shouldBeOfProductionOnlyIfEveryEnvironmentSaysSo() {
    assertThat(readDocument(authorisedNfe()).production()).isTrue();
    assertThat(readDocument(nfe().replace("<tpAmb>1", "<tpAmb>2")).production()).isFalse();
    assertThat(readDocument(nfe().replace("<tpAmb>1</tpAmb>", "")).production()).isFalse();
    assertThat(readDocument(nfe().replace("<tpAmb>1</tpAmb>", "<tpAmb/>")).production()).isFalse();
    String homologationProtocol = nfeProtocol(NFE_KEY, "100").replace("<tpAmb>1", "<tpAmb>2");
    assertThat(readDocument(nfeProc(nfe(), homologationProtocol)).production()).isFalse();
    String onlyProtocolSays = nfe().replace("<tpAmb>1</tpAmb>", "");
    assertThat(readDocument(nfeProc(onlyProtocolSays, nfeProtocol(NFE_KEY, "100"))).production())
        .isTrue();
  }

  @Test
  void shouldTakeTheLayoutFromTheRootWhereTheDocumentNamesNone() {
    String xml = nfeProc(nfe().replace(" versao=\"4.00\"", "")).replace("4.00", "3.10");

    assertThat(readDocument(xml).facts().layout()).isEqualTo("3.10");
  }

  @Test
  void shouldIgnoreBlanksCommentsAndCdataAroundValues() {
    Document document =
        readDocument(
            nfe()
                .replace("<mod>55</mod>", "<mod>\n 5<!-- c --><![CDATA[5]]>\t</mod>")
                .replace("<tpNF>1</tpNF>", "<tpNF>&#49;<?x 2?></tpNF>"));

    assertThat(document.facts().model()).isEqualTo("55");
    assertThat(document.facts().operation()).isEqualTo("1");
  }

  @Test
  void shouldTakeNoTextForAValueThatIsTooLongToBeOne() {
    for (String digit : List.of("5", "\uD83D\uDE00")) {
      Document document =
          readDocument(nfe().replace("<mod>55</mod>", "<mod>" + digit.repeat(65) + "</mod>"));
      assertThat(document.facts().model()).isEmpty();
      String longest = digit.repeat(64);
      assertThat(
              readDocument(nfe().replace("<mod>55</mod>", "<mod> " + longest + " </mod>"))
                  .facts()
                  .model())
          .isEqualTo(longest);
    }
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
