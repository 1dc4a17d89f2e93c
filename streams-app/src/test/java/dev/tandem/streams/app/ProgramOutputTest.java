package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.service.ProgramOutput;
import org.junit.jupiter.api.Test;

class ProgramOutputTest {
  @Test
  void shouldPrintNoCommandOutOfDataToATerminal() throws Exception {
    String printed =
        ProgramOutput.of(
            "dev.tandem.streams.StreamsMain", "explain", "--spec", "\u001b[2J\u0007.yaml");

    assertThat(printed).contains("?[2J?").doesNotContain("\u001b", "\u0007", "\r");
  }
}
