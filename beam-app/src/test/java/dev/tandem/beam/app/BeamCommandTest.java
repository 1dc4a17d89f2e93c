package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void shouldExplainWithoutConnectingToAnything() {
    StringWriter out = new StringWriter();

    int exitCode =
        BeamCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(
                "explain",
                "--sink",
                "kafka",
                "--sink",
                "avro:" + folder,
                "--sink",
                "postgresql://nowhere:5432/db");

    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .contains(
            "sinks         kafka, avro:" + folder + ", postgresql://nowhere:5432/db",
            "early       30s after a change",
            "kept        by run, until the watermark is at window end + 91d",
            "kept        by run, for ever",
            "run, as Flink names it:",
            "backfill, as Flink names it:",
            "/Tally/GroupByKey",
            "Avro/WriteFiles",
            "PostgreSQL");
  }

  @Test
  void shouldRefuseASinkThatIsNone() {
    Outcome outcome = backfill("--sink", "kafka", "--sink", "csv:/tmp");

    assertThat(outcome.errors()).contains("--sink = csv:/tmp: give kafka, avro:DIR");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:topsecret@db:5432/tandem",
        "postgresql://db:5432/tandem?password=topsecret"
      })
  void shouldRefuseAPasswordOnTheCommandLineWithoutRepeatingIt(String sink) {
    Outcome outcome = backfill("--sink", sink);

    assertThat(outcome.errors()).contains("TANDEM_DB_PASSWORD").doesNotContain("topsecret");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAKeysPasswordInASinkWithoutRepeatingIt() {
    Outcome outcome = backfill("--sink", "postgresql://db/tandem?sslpassword=topsecret");

    assertThat(outcome.errors()).contains("sslkey that needs none").doesNotContain("topsecret");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatIsNoTime() {
    Outcome outcome = backfill("--from", "2026-13-01");

    assertThat(outcome.errors()).contains("--from = 2026-13-01: give a date or an instant");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseTimesBetweenWhichNoWindowStarts() {
    Outcome outcome = backfill("--from", "2026-07-01", "--to", "2026-07-01T00:00:00Z");

    assertThat(outcome.errors())
        .contains("--to = 2026-07-01T00:00:00Z", "--from = 2026-07-01", "give a time after --from");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  private static Outcome backfill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "backfill",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--registry",
                "http://127.0.0.1:1"));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(new String[0]));
  }

  private record Outcome(int exitCode, String errors) {}

  private static Outcome execute(String... arguments) {
    StringWriter errors = new StringWriter();
    int exitCode =
        BeamCommand.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    return new Outcome(exitCode, errors.toString());
  }
}
