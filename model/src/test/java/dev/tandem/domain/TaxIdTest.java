package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"12ABC34501DE35", "34128745000152", "0X0J92JY000196", "11222333000181"})
  void shouldAcceptACnpjWithRightDigits(String text) {
    assertThat(TaxId.cnpj(text).valid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12ABC34501DE36", // second digit
        "12ABC34501DE25", // first digit
        "12abc34501de35", // small letters
        "12.ABC.345/01DE-35", // as people write it, not as XML does
        "12ABC34501DE3A", // a letter as digit
        "2ABC34501DE35", // one character less
        "00000000000000", // satisfies the arithmetic
        ""
      })
  void shouldRefuseACnpjWithWrongShapeOrDigits(String text) {
    assertThat(TaxId.cnpj(text).valid()).isFalse();
  }

  @Test
  void shouldCountTheCharactersOfARootAndNotTheirHalves() {
    String beyond = "\uD83D\uDE00";

    assertThat(TaxId.cnpj("34128745000152").root()).isEqualTo("34128745");
    assertThat(TaxId.cnpj("3412874" + beyond + "000152").root()).isEqualTo("3412874" + beyond);
    assertThat(TaxId.cnpj("3412874" + beyond + "00015").root()).isEmpty();
    assertThat(TaxId.cpf("34128745000152").root()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"52998224725", "11144477735", "00000000191"})
  void shouldAcceptACpfWithRightDigits(String text) {
    assertThat(TaxId.cpf(text).valid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"52998224735", "52998224726", "529.982.247-25", "5299822472", "5299822472A", ""})
  void shouldRefuseACpfWithWrongShapeOrDigits(String text) {
    assertThat(TaxId.cpf(text).valid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void shouldRefuseElevenEqualDigitsThoughTheySatisfyTheArithmetic(int digit) {
    String text = Integer.toString(digit).repeat(11);

    assertThat(CheckDigits.mod11(text, 0, 9, 11)).isEqualTo(text.charAt(9));
    assertThat(CheckDigits.mod11(text, 0, 10, 11)).isEqualTo(text.charAt(10));
    assertThat(TaxId.cpf(text).valid()).isFalse();
  }

  /** Weights 5 4 3 2 9 8 7 6 5 4 3 2, then 6 5 4 3 2 9 ... (domain sheet, section 3). */
  @Property
  void shouldWeighCnpjCharactersAsTheDomainSheetSays(
      @ForAll @StringLength(12) @CharRange(from = '0', to = '9') @CharRange(from = 'A', to = 'Z')
          String first12) {
    int[] weights = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
    String first13 = first12 + digit(first12, weights, 1);
    String whole = first13 + digit(first13, weights, 0);

    assertThat(TaxId.cnpj(whole).valid()).isEqualTo(whole.chars().distinct().count() > 1);
  }

  /** Weights 10 to 2, then 11 to 2 (domain sheet, section 3). */
  @Property
  void shouldWeighCpfDigitsAsTheDomainSheetSays(
      @ForAll @StringLength(9) @NumericChars String first9) {
    int[] weights = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
    String first10 = first9 + digit(first9, weights, 1);
    String whole = first10 + digit(first10, weights, 0);

    assertThat(TaxId.cpf(whole).valid()).isEqualTo(whole.chars().distinct().count() > 1);
  }

  private static int digit(String text, int[] weights, int skip) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += (text.charAt(i) - 48) * weights[skip + i];
    }
    return sum % 11 < 2 ? 0 : 11 - sum % 11;
  }

  @Test
  void shouldNameTheCompanyOfACnpjOnly() {
    assertThat(TaxId.cnpj("12ABC34501DE35").root()).isEqualTo("12ABC345");
    assertThat(TaxId.cnpj("123").root()).isEmpty();
    assertThat(TaxId.cpf("52998224725").root()).isEmpty();
    assertThat(TaxId.ABSENT.root()).isEmpty();
  }

  @Test
  void shouldNeverCallAnAbsentOrForeignIdValid() {
    assertThat(TaxId.ABSENT.valid()).isFalse();
    assertThat(new TaxId(TaxId.Type.NONE, "52998224725").valid()).isFalse();
  }
}
