package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return StreamsCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void shouldExplainTheDefaultSpecAndTheTopology() {
    assertThat(execute("explain")).isZero();
    assertThat(out.toString())
        .contains("documents-by-issuer-minute@")
        .contains("arrived before window end + 90d; later is expired")
        .contains("arrived before window end + for ever")
        .contains("ledger-step")
        .contains("live-counts");
  }

  @Test
  void shouldNameEveryOptionInTheHelpOfRun() {
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--bootstrap-servers",
            "--registry",
            "--spec",
            "--threads",
            "--http-port",
            "--state-dir");
  }

  @Test
  void shouldEndWithTheProblemsOfASpecAndNoStackTrace(@TempDir Path folder) throws Exception {
    Path spec =
        Files.writeString(folder.resolve("spec.yaml"), "metrics:\n  - name: a\n    time: soon\n");

    assertThat(execute("explain", "--spec", spec.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("metric a: time = \"soon\": choose one of")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldRefuseARunWithoutBrokers() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap-servers");
  }
}
