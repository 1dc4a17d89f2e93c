package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeamCommandTest {
  @TempDir Path folder;

  @Test
  void shouldRefuseDiscardingWhereALaterAnswerReplacesAnEarlierOne() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        metrics:
          - name: by-day
            time: issued-local
            window: { calendar: day }
            dimensions: [model]
            lateness: { live: 2d, history: unbounded }
            retention: 40d
            history: { early: 30s, late: 1m, accumulation: discarding }
        """);

    Outcome outcome =
        execute(
            "run",
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--registry",
            "http://127.0.0.1:1",
            "--spec",
            spec.toString());

    assertThat(outcome.errors()).contains("metric by-day", "accumulation", "make it accumulating");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldNameWhatIsMissing() {
    Outcome outcome = execute("backfill");

    assertThat(outcome.errors()).contains("--bootstrap-servers", "--registry");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  private record Outcome(int exitCode, String errors) {}

  private static Outcome execute(String... arguments) {
    StringWriter errors = new StringWriter();
    int exitCode =
        BeamCommand.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    return new Outcome(exitCode, errors.toString());
  }
}
