package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2; domain sheet, section 6. */
class CancellationTest {
  @ParameterizedTest
  @CsvSource({
    "EVENT,    134, true",
    "EVENT,    135, true",
    "EVENT,    136, true",
    "EVENT,    155, true",
    "EVENT,    101, false",
    "EVENT,    501, false",
    "EVENT,    '',  false",
    "RECEIPT,  101, true",
    "RECEIPT,  151, true",
    "RECEIPT,  135, false",
    "RECEIPT,  '',  false",
    "PROTOCOL, 101, true",
    "PROTOCOL, 151, true",
    "PROTOCOL, 155, true",
    "PROTOCOL, 100, false"
  })
  void shouldBeGrantedByTheAnswersOfItsForm(Form form, String status, boolean granted) {
    String type = form == Form.EVENT ? "110111" : "";

    assertThat(new Cancellation(key("55"), form, type, status, true, 0).granted())
        .isEqualTo(granted);
  }

  @ParameterizedTest
  @CsvSource({
    "110111, 55, true",
    "110111, 65, true",
    "110111, 57, true",
    "110111, 67, true",
    "110111, 58, false",
    "110112, 65, true",
    "110112, 55, true",
    "110112, 58, false", // of a manifest it is the end of the voyage
    "110112, 57, false",
    "110110, 55, false",
    "210240, 55, false"
  })
  void shouldCancelTheModelsOfItsType(String type, String model, boolean granted) {
    assertThat(new Cancellation(key(model), Form.EVENT, type, "135", true, 0).granted())
        .isEqualTo(granted);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeAcceptedInProductionOnly(boolean production) {
    Cancellation cancellation =
        new Cancellation(key("55"), Form.EVENT, "110111", "135", production, 0);

    assertThat(cancellation.granted()).isTrue();
    assertThat(cancellation.accepted()).isEqualTo(production);
  }

  private static String key(String model) {
    return "35180834128745000152" + model + "0010000476051695511860";
  }
}
