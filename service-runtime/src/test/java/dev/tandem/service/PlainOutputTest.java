package dev.tandem.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class PlainOutputTest {
  private static String printed(String text, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(new PlainOutput(bytes, charset), true, charset)) {
      text.chars().forEach(c -> out.print((char) c));
      out.print(text);
    }
    return bytes.toString(charset);
  }

  @Example
  void shouldReplaceWhatATerminalActsOnAndNothingElse() {
    String text = "café \u00a7 €\tx\u001b[2J\u009b31m\u0007\r\u007f\n";
    assertThat(printed(text, UTF_8)).isEqualTo("café \u00a7 €\tx?[2J?31m???\n".repeat(2));
    assertThat(printed("a\u009bé\u001b", ISO_8859_1)).isEqualTo("a?é?".repeat(2));
    assertThat(ControlCharacters.replaced(text)).isEqualTo("café \u00a7 €\tx?[2J?31m???\n");
  }

  @Property(tries = 500)
  void shouldLetNoControlCharacterPass(@ForAll @StringLength(max = 50) String text) {
    assertThat(printed(text, UTF_8).chars())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    assertThat(ControlCharacters.replaced(text).chars())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
