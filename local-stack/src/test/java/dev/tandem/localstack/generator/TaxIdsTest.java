package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaxIdsTest {

  @Test
  void shouldGiveTheDigitsOfKnownNumbers() {
    assertThat(TaxIds.cnpj("11222333", "0001")).isEqualTo("11222333000181");
    assertThat(TaxIds.cpf("529982247")).isEqualTo("52998224725");
  }

  @Test
  void shouldGiveTheDigitsOfTheAuthoritysAlphanumericExample() {
    assertThat(TaxIds.cnpj("12ABC345", "01DE")).isEqualTo("12ABC34501DE35");
  }

  @Test
  void shouldGiveTheDigitOfAnAccessKeyWithLetters() {
    String key = "3526050X0J92JY000196570010000006041448679011";

    assertThat(TaxIds.accessKey(key.substring(0, 43))).isEqualTo(key);
  }
}
