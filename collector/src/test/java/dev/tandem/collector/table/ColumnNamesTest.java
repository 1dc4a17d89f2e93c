package dev.tandem.collector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnNamesTest {
  @Test
  void shouldReadNamesAsTheCatalogSpellsThem() {
    assertThat(ColumnNames.parse("id")).containsExactly("id");
    assertThat(ColumnNames.parse("id, Received At ,x")).containsExactly("id", "Received At", "x");
    assertThat(ColumnNames.parse("\"Key, One\",\"a\"\"b\"")).containsExactly("Key, One", "a\"b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "id,", ",id", "\"id", "a\"b", "id,id", "id,\"id\""})
  void shouldRefuseWhatIsNoListOfNames(String text) {
    assertThatThrownBy(() -> ColumnNames.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
