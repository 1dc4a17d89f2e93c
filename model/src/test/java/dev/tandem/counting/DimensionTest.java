package dev.tandem.counting;

import static dev.tandem.counting.Samples.ISSUED_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {
  private static Map<String, String> valuesOf(Facts facts) {
    Map<String, String> values = new TreeMap<>();
    for (Dimension dimension : Dimension.values()) {
      values.put(dimension.text(), dimension.valueOf(Samples.count(facts, ISSUED_MS + 5_000)));
    }
    return values;
  }

  @Test
  void shouldBeTheFactsOfTheDocument() {
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj("12ABC34501DE35"),
            "34128745",
            "SP",
            "4.00",
            "1",
            "2",
            "9",
            10,
            ISSUED_MS,
            ISSUED_MS,
            TimePrecision.INSTANT,
            ISSUED_MS);

    assertThat(valuesOf(facts))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("issuer", "12ABC34501DE35"),
                    Map.entry("issuer-root", "12ABC345"),
                    Map.entry("issuer-type", "CNPJ"),
                    Map.entry("recipient-root", "34128745"),
                    Map.entry("state", "SP"),
                    Map.entry("model", "55"),
                    Map.entry("layout", "4.00"),
                    Map.entry("operation", "1"),
                    Map.entry("purpose", "2"),
                    Map.entry("emission", "9"),
                    Map.entry("delay", "<10s"))));
  }

  @Test
  void shouldBeEmptyWhereTheDocumentSaysNothing() {
    Facts nothing =
        new Facts(
            "",
            TaxId.ABSENT,
            "",
            "",
            "",
            "",
            "",
            "",
            0,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            TimePrecision.NONE,
            Long.MIN_VALUE);

    assertThat(valuesOf(nothing).values()).containsOnly("");
  }

  @Test
  void shouldBeTheWholeIdForAPerson() {
    Facts facts = Samples.facts();
    Facts ofPerson =
        new Facts(
            facts.model(),
            TaxId.cpf("52998224725"),
            "",
            "",
            "",
            "",
            "",
            "",
            0,
            ISSUED_MS,
            ISSUED_MS,
            TimePrecision.INSTANT,
            ISSUED_MS);

    assertThat(valuesOf(ofPerson))
        .containsEntry("issuer", "52998224725")
        .containsEntry("issuer-root", "")
        .containsEntry("issuer-type", "CPF");
  }

  @Test
  void shouldBeFoundByItsName() {
    for (Dimension dimension : Dimension.values()) {
      assertThat(Dimension.named(dimension.text())).contains(dimension);
    }
    assertThat(Dimension.named("ISSUER")).isEmpty();
    assertThat(Dimension.names())
        .isEqualTo(
            "issuer, issuer-root, issuer-type, recipient-root, state, model, layout, operation,"
                + " purpose, emission, delay");
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER, 12ABC34501DE35, true",
    "ISSUER, 52998224725, true",
    "ISSUER, 12abc34501de35, false",
    "ISSUER, 12ABC345, false",
    "ISSUER_ROOT, 12ABC345, true",
    "ISSUER_ROOT, 1234567, false",
    "ISSUER_TYPE, CPF, true",
    "ISSUER_TYPE, NONE, false",
    "RECIPIENT_ROOT, 34128745, true",
    "STATE, SP, true",
    "STATE, São Paulo, false",
    "MODEL, 55, true",
    "MODEL, 055, false",
    "LAYOUT, 4.00, true",
    "LAYOUT, 4, false",
    "OPERATION, 1, true",
    "PURPOSE, x, false",
    "EMISSION, 9, true",
    "DELAY, <1h, true",
    "DELAY, <2h, false",
    "DELAY, >=1y, true"
  })
  void shouldKnowWhatItCanNeverBe(Dimension dimension, String value, boolean can) {
    assertThat(dimension.canBe(value)).isEqualTo(can);
    assertThat(dimension.canBe("")).isTrue();
    assertThat(dimension.shape()).startsWith(dimension.text() + " is empty or like ");
  }
}
