package dev.tandem.collector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.PrimaryKey;
import org.junit.jupiter.api.Test;

class KeyTypeTest {
  @Test
  void shouldIgnoreBlanksThatMeanNothing() {
    assertThat(KeyType.PADDED_TEXT.key(" a b  ")).isEqualTo(PrimaryKey.text(" a b"));
    assertThat(KeyType.TEXT.key(" a b  ")).isEqualTo(PrimaryKey.text(" a b  "));
  }

  @Test
  void shouldRefuseANumberThatIsNone() {
    assertThatThrownBy(() -> KeyType.NUMBER.key("NaN"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("NaN")
        .hasMessageContaining("--key-column");
  }
}
