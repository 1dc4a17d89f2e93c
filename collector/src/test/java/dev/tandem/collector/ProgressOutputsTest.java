package dev.tandem.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProgressOutputsTest {
  @Test
  void shouldSendNoCommandOutOfDataToATerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressOutputs.OnTerminal output =
        new ProgressOutputs.OnTerminal(new PrintStream(bytes, true, UTF_8), true);
    Progress hostile = new Progress("a\u001b]0;x\u0007", Clock.systemUTC(), (line, status) -> {});

    output.lasting("no table \u001b[2J\u009b31m\rpublic.documents", hostile.status());

    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            "\r\u001b[Ka?]0;x?: no table ?[2J?31m?public.documents" + System.lineSeparator());
  }
}
