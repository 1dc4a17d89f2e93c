package dev.tandem.benchmarks;

import dev.tandem.benchmarks.harness.Selection;
import dev.tandem.benchmarks.harness.Suite;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Folders;
import dev.tandem.benchmarks.report.Report;
import dev.tandem.benchmarks.results.Results;
import dev.tandem.benchmarks.results.ResultsFile;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.localstack.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What {@code ./tandem bench} runs. Exit code 0 when everything was measured and every system's
 * numbers were right, 1 when not, 2 for wrong usage.
 */
@Command(
    name = "tandem bench",
    description = {
      "Measures both sides beside rivals and floors over the same captures, and writes a report:",
      "report.html, summary.md and results.json in the folder of --out.",
      "Nothing else should run on the machine meanwhile."
    },
    mixinStandardHelpOptions = true,
    version = "Tandem 0.1.0")
public final class BenchMain implements Callable<Integer> {
  private static final int LEAST_ROWS = 100_000;

  @picocli.CommandLine.Spec private CommandSpec command;

  @Option(
      names = "--quick",
      description =
          "One repetition over few captures, to see that it works; its figures say little.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "Measures a part or a subject alone; may be given several times:"
              + " ${COMPLETION-CANDIDATES}.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      paramLabel = "N",
      description = "Of a run that is not quick (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "Rows to make captures of (default: as many as are enough on two cores). More where a run"
              + " says that they have come to an end.")
  private Optional<Integer> rows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed makes the same captures (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (default: .tandem/bench beside ./tandem).")
  private Optional<Path> out;

  /** For the help. */
  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Selection.known().iterator();
    }
  }

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchMain())
            .setExecutionExceptionHandler(BenchMain::tell)
            .execute(args));
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof FileSystemException) {
      err.println("tandem bench: " + e + ": check --out, its permissions and the disk's space");
    } else {
      err.println("tandem bench: " + e.getMessage());
    }
    if (!(e instanceof BenchmarkException
        || e instanceof ServerException
        || e instanceof FileSystemException)) {
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Selection selection = new Selection(only);
    if (!selection.unknown().isEmpty()) {
      throw wrong("--only = " + String.join(", ", selection.unknown()), choose());
    }
    if (repetitions < 1) {
      throw wrong("--repetitions = " + repetitions, "give at least 1");
    }
    if (rows.isPresent() && rows.get() < LEAST_ROWS) {
      throw wrong("--rows = " + rows.get(), "give at least " + LEAST_ROWS);
    }
    Path folder =
        out.orElseGet(() -> Programs.find().home().resolve(".tandem").resolve("bench"))
            .toAbsolutePath()
            .normalize();
    try (FileChannel own = Folders.claim(folder)) {
      measure(selection, folder);
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(Selection selection, Path folder) throws IOException, InterruptedException {
    Path work = folder.resolve(".tandem-bench");
    Folders.delete(work);
    Files.createDirectories(work);
    Results results =
        new Suite(selection, quick, repetitions, rows, seed, commandLine(), work, System.out)
            .run(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Path html = folder.resolve("report.html");
    ResultsFile.write(results, folder.resolve("results.json"));
    Report.write(results, html, folder.resolve("summary.md"));
    Folders.delete(work);
    System.out.println("report: " + html);
  }

  private static String choose() {
    return "choose of " + String.join(", ", Selection.known());
  }

  private ParameterException wrong(String option, String remedy) {
    return new ParameterException(command.commandLine(), option + ": " + remedy);
  }

  private List<String> commandLine() {
    List<String> line = new ArrayList<>(List.of("./tandem", "bench"));
    line.addAll(command.commandLine().getParseResult().originalArgs());
    return line;
  }
}
