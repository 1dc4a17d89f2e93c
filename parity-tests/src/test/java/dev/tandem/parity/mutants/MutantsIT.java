package dev.tandem.parity.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.server.EmbeddedDatabase;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.parity.report.ParityReport;
import dev.tandem.parity.report.Section;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong variants of Tandem are each caught by a law that the right one keeps: so the laws look
 * where mistakes would be. Each runs in a JVM that finds the mutant's classes before Tandem's.
 */
class MutantsIT {
  private static final long FIRST_SEED = 20_261_122;
  private static final int BATCHES = 6;
  private static final int PATIENCE_SECONDS = 180;
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final Path FOLDER = Path.of("target", "mutants").toAbsolutePath();
  private static final EmbeddedDatabase DATABASE = SharedServers.with(Server.DATABASE).database();

  /** What a JVM said. */
  private record Ended(int exitCode, String output) {
    String lastLine() {
      return output.substring(output.lastIndexOf('\n') + 1);
    }
  }

  private static final SortedMap<String, List<String>> CAUGHT = new TreeMap<>();

  @AfterAll
  static void report() {
    Section section =
        new Section(
            "Mistakes that are caught",
            "Wrong variants of Tandem, each held against SQL over random logs until numbers"
                + " differ.",
            List.of("mistake", "source", "first difference"),
            List.copyOf(CAUGHT.values()));
    ParityReport.ofBuild().put("3-mistakes", List.of(section));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAgreeWithoutAMistake(LawsMain.Law law) throws Exception {
    Ended ended = run("no-mistake-" + law, law, CLASS_PATH);

    System.out.println("MutantsIT: no mistake, " + law + ": " + ended.lastLine());
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(LawsMain.AGREE);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void shouldCatch(Mutant mutant) throws Exception {
    Path classes = new MutantCompiler(home(), FOLDER, CLASS_PATH).compile(mutant);

    Ended ended = run(mutant.folder(), mutant.law(), classes + File.pathSeparator + CLASS_PATH);

    System.out.println("MutantsIT: " + mutant.name() + ": " + ended.lastLine());
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(LawsMain.DIFFER);
    CAUGHT.put(
        mutant.name(),
        List.of(mutant.name(), mutant.source().getFileName().toString(), ended.lastLine()));
  }

  static Stream<Mutant> mutants() {
    return Mutants.all().stream();
  }

  @Test
  void shouldBeAboutEveryMistakeOfTheList() {
    assertThat(Mutants.all().stream().map(Mutant::name))
        .containsExactlyInAnyOrder(
            "verdict off by one",
            "ledger forgotten at restart",
            "uncount with the wrong arrival",
            "winner by log order",
            "take-back lost",
            "pane counted twice",
            "watermark past a quiet partition",
            "verdicts summed together",
            "what came and went stays in the store",
            "identity without ordinal");
  }

  private static Ended run(String name, LawsMain.Law law, String classPath)
      throws IOException, InterruptedException, SQLException {
    Path output = Files.createDirectories(FOLDER).resolve(name + ".log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    LawsMain.class.getName(),
                    law.name(),
                    DATABASE.createDatabase(
                        "mutants_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "_")),
                    DATABASE.user(),
                    Long.toString(FIRST_SEED),
                    Integer.toString(BATCHES)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("%s has ended; see %s", name, output)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output).strip());
  }

  private static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("tandem"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
