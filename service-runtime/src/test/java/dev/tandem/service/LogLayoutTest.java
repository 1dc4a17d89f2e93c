package dev.tandem.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every program's log, of which a line may end on a terminal. */
class LogLayoutTest {
  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack"})
  void shouldSendNoCommandOutOfDataToATerminal(String program) throws IOException {
    Properties settings = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("..", program, "src/main/resources/log4j2.properties"))) {
      settings.load(file);
    }
    PatternLayout layout =
        PatternLayout.newBuilder()
            .withPattern(settings.getProperty("appender.console.layout.pattern"))
            .build();

    String line =
        layout.toSerializable(
            Log4jLogEvent.newBuilder()
                .setLoggerName("dev.tandem.Some")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("table \u001b[2J\u009b31m\rpublic é"))
                .setThrown(new IllegalStateException("of a server \u001b]0;x\u0007"))
                .build());

    assertThat(line)
        .contains("WARN ", " Some: table ?[2J?31m?public é\n", "of a server ?]0;x?")
        .doesNotContain("\u001b", "\u009b", "\r", "\u0007");
  }
}
