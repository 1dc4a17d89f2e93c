package dev.tandem.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  @Test
  void shouldSendNoCommandOutOfDataToATerminal() {
    StringWriter written = new StringWriter();
    Console console = new Console(new PrintWriter(written, true), true);

    console.progress("file \u001b[8m");
    console.line("issuer \u001b[2J\u009b31m\r1");

    assertThat(written.toString())
        .isEqualTo("\r\u001b[Kfile ?[8m\r\u001b[Kissuer ?[2J?31m?1" + System.lineSeparator());
  }
}
