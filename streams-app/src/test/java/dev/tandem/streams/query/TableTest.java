package dev.tandem.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldQuoteWhatWouldOtherwiseBeReadAsSomethingElse() {
    Table table =
        new Table(
            List.of("state", "documents"),
            List.of(List.of("SP", "1"), List.of("a,\"b\"\nc", ""), List.of("", "2")));

    assertThat(table.csv()).isEqualTo("state,documents\r\nSP,1\r\n\"a,\"\"b\"\"\nc\",\r\n,2\r\n");
  }
}
