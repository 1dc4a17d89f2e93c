package dev.tandem.collector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.KeyPart;
import org.junit.jupiter.api.Test;

class KeyTypeTest {
  @Test
  void shouldIgnoreBlanksThatMeanNothing() {
    assertThat(KeyType.PADDED_TEXT.printed(" a b  ")).isEqualTo(KeyPart.text(" a b"));
    assertThat(KeyType.TEXT.printed(" a b  ")).isEqualTo(KeyPart.text(" a b  "));
  }

  @Test
  void shouldRefuseANumberThatIsNone() {
    assertThatThrownBy(() -> KeyType.NUMBER.printed("NaN"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("NaN")
        .hasMessageContaining("--key-columns");
  }
}
