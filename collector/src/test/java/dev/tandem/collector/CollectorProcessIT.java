package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started in earnest. */
class CollectorProcessIT {
  @Test
  void shouldEndInOrderWhenItIsTold(@TempDir Path folder) throws Exception {
    try (Fixture fixture = new Fixture()) {
      fixture.sql(
          "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
          "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
      List<String> command = command(fixture, "--table=public.documents", "--xml-column=xml");
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        Awaitility.await()
            .atMost(2, TimeUnit.MINUTES)
            .until(() -> !process.isAlive() || Files.readString(log).contains("snapshot finished"));
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(log);
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed)
            .contains("snapshot finished: 1 rows (0 rejected)", "change stream: 0 rows")
            .doesNotContain("Exception", "\tat ", "WARN", "ERROR");
        assertThat(fixture.captures()).hasSize(1);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void shouldKeepProgressInJsonApartFromItsLog(@TempDir Path folder) throws Exception {
    try (Fixture fixture = new Fixture()) {
      fixture.sql(
          "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
          "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
      Path out = folder.resolve("out");
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(
                  command(
                      fixture,
                      "--table=public.documents",
                      "--xml-column=xml",
                      "--until-caught-up",
                      "--json",
                      "--http-port=0"))
              .redirectOutput(out.toFile())
              .redirectError(log.toFile())
              .start();
      try {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log))
            .contains("Metrics and health are at http://127.0.0.1:")
            .doesNotContain("Exception", "\tat ");
        List<String> lines = Files.readAllLines(out);
        for (String line : lines) {
          assertThat(new JsonMapper().readTree(line).get("source").asText())
              .isEqualTo(fixture.source);
        }
        assertThat(lines).anyMatch(line -> line.contains("snapshot finished: 1 rows"));
        assertThat(new JsonMapper().readTree(lines.get(lines.size() - 1)).get("phase").asText())
            .isEqualTo("stopped");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static List<String> command(Fixture fixture, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                "target/collector.jar"));
    command.addAll(fixture.options(options));
    return command;
  }
}
