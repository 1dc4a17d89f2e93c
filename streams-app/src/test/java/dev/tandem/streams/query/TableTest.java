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

  @Test
  void shouldLetNoTextBecomeAFormulaOrACommand() {
    assertThat(cell("=1+1")).isEqualTo("'=1+1");
    assertThat(cell("  =1+1")).isEqualTo("'  =1+1");
    assertThat(cell("+cmd|' /C calc'!A0")).isEqualTo("'+cmd|' /C calc'!A0");
    assertThat(cell("-2+3")).isEqualTo("'-2+3");
    assertThat(cell("@SUM(A1,B1)")).isEqualTo("\"'@SUM(A1,B1)\"");
    assertThat(cell("\t=1")).isEqualTo("\"'\t=1\"");
    assertThat(cell("\r\n=1")).isEqualTo("\"'\r\n=1\"");
    assertThat(cell("\uff1d1")).isEqualTo("'\uff1d1");
    assertThat(cell("a;=1")).isEqualTo("\"a;=1\"");
    assertThat(cell("\u001b[2Jx")).isEqualTo("'\\u001b[2Jx");
    assertThat(cell("x\u009b31m\u0000")).isEqualTo("x\\u009b31m\\u0000");
  }

  @Test
  void shouldLeaveNumbersAndPlainTextAlone() {
    for (String plain : List.of("-5", "-0.25", "0", "12.5", "SP", "", "a-b", "a=b", "2026-07-01")) {
      assertThat(cell(plain)).isEqualTo(plain);
    }
  }

  private static String cell(String text) {
    String csv = new Table(List.of("a"), List.of(List.of(text))).csv();
    return csv.substring("a\r\n".length(), csv.length() - 2);
  }
}
