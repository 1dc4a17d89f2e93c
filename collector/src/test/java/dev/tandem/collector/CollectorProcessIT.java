package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

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
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-jar",
                  "target/collector.jar"));
      command.addAll(fixture.options("--table=public.documents", "--xml-column=xml"));
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        Awaitility.await()
            .atMost(2, TimeUnit.MINUTES)
            .until(() -> !process.isAlive() || fixture.marks(0).size() > 2);
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
}
