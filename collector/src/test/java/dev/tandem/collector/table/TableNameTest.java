package dev.tandem.collector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @Test
  void shouldKeepCase() {
    assertThat(TableName.parse("public.Documents")).isEqualTo(new TableName("public", "Documents"));
  }

  @Test
  void shouldReadQuotedParts() {
    TableName name = TableName.parse("\"a.b\".\"say \"\"x\"\"\"");
    assertThat(name).isEqualTo(new TableName("a.b", "say \"x\""));
    assertThat(name.sql()).isEqualTo("\"a.b\".\"say \"\"x\"\"\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"documents", "", "a.b.c", ".b", "a.", "\"a.b"})
  void shouldRefuseWhatIsNoQualifiedName(String text) {
    assertThatThrownBy(() -> TableName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("public.documents");
  }
}
