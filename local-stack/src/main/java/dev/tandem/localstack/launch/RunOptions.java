package dev.tandem.localstack.launch;

import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.service.PlainOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What demo and check have in common. */
final class RunOptions {
  @Option(
      names = "--documents",
      paramLabel = "DIR",
      description =
          "Load every file of this folder, in name order, one row each, instead of generated rows.")
  private Optional<Path> documents;

  @Option(
      names = "--rows",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Generated rows to load (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed generates the same documents (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--late",
      description =
          "Generate documents of which a tenth is late or expired, half of them each, instead of"
              + " the usual ones.")
  private boolean late;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the run keeps its data; emptied at its start (default: .tandem/<command> beside"
              + " ./tandem).")
  private Optional<Path> dir;

  long seed() {
    return seed;
  }

  /** What generated documents are like. */
  LoadProfile profile() {
    return late ? LoadProfile.late() : LoadProfile.standard();
  }

  Path folder(String command) {
    return dir.orElseGet(() -> Home.find().data(command));
  }

  Documents documents(Stack stack) {
    return documents
        .<Documents>map(FolderDocuments::new)
        .orElseGet(
            () ->
                new GeneratedDocuments(
                    stack.servers().database()::connection, seed, profile(), rows));
  }

  private static boolean holdsFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> !Files.isDirectory(file));
    } catch (IOException | UncheckedIOException e) {
      // Whoever loads it says what is wrong, file by file.
      return true;
    }
  }

  /** Checks the options before anything starts. */
  private void validate(CommandSpec command) {
    documents.ifPresent(
        folder -> {
          if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                command.commandLine(),
                "--documents = " + folder + ": is no folder; give one that holds XML files");
          }
          if (!holdsFiles(folder)) {
            throw new ParameterException(
                command.commandLine(),
                "--documents = " + folder + ": holds no files; give a folder that holds XML files");
          }
        });
    if (late && documents.isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--late generates documents, and --documents names a folder of them: give one of both");
    }
    if (rows < 1) {
      throw new ParameterException(command.commandLine(), "--rows = " + rows + ": give at least 1");
    }
  }

  Console console(CommandSpec command) {
    validate(command);
    return Boolean.getBoolean("tandem.terminal")
        ? new Console(new PrintWriter(PlainOutput.terminal(), true, Charset.defaultCharset()), true)
        : new Console(command.commandLine().getOut(), false);
  }
}
