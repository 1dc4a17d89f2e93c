package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tandem runs on JDK 17, which the other tests have, and on JDK 25; of others it says so. */
class JavaVersionsIT {
  @TempDir Path folder;

  @Test
  void shouldAgreeWithSqlOnJdk25AndPrintNoWarningOfTheJvm() throws Exception {
    Optional<Path> java = Jdk.java25();
    assumeThat(java)
        .as("no JDK 25 in /usr/lib/jvm, and environment variable %s names none", Jdk.VARIABLE)
        .isPresent();
    Path work = folder.resolve("run");

    Tandem.Run run =
        Tandem.run(
            List.of(
                java.get().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"),
            folder,
            "check",
            "--rows",
            "500",
            "--dir",
            work.toString());

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("SQL, reference, live, history and backfill agree");
    try (Stream<Path> logs = Files.list(work.resolve("logs"))) {
      assertThat(Stream.concat(logs, Stream.of(folder.resolve("output.txt"))))
          .hasSizeGreaterThan(3)
          .allSatisfy(
              log ->
                  // What a program prints may be cut off within a character.
                  assertThat(Files.readString(log, ISO_8859_1))
                      .doesNotContain("restricted method", "terminally deprecated"));
    }
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, 11", "1.8.0_292, 8", "16, 16"})
  void shouldNameTheTwoToAnOlderJdk(String version, String feature) throws Exception {
    Path home = fakeJdk(version);

    Tandem.Run run = script(home, "--help");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            "tandem: "
                + home
                + "/bin/java is JDK "
                + feature
                + ": install JDK 17 or JDK 25, or set JAVA_HOME to one\n");
  }

  @Test
  void shouldNameTheTwoWhereThereIsNone() throws Exception {
    Tandem.Run run = script(folder, "--help");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            "tandem: no java found at "
                + folder
                + "/bin/java: install JDK 17 or JDK 25, or set JAVA_HOME to one\n");
  }

  /** A java that says no more than its version, as the real one does. */
  private Path fakeJdk(String version) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\necho 'Picked up JAVA_TOOL_OPTIONS: -Dx=1' >&2\necho 'openjdk version \""
            + version
            + "\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  private Tandem.Run script(Path javaHome, String argument)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Tandem.home().resolve("tandem").toString(), argument)
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Tandem.Run(process.waitFor(), output);
  }
}
