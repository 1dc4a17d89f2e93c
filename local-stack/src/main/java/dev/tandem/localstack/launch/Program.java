package dev.tandem.localstack.launch;

import dev.tandem.localstack.server.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One of Tandem's programs as a process. Its output goes to a file; it is asked to end before it is
 * made to.
 */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int TAIL_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;

  private Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code java -jar}.
   *
   * @param folder the run's: a later run in it ends the program if this one is killed
   */
  static Program start(
      String name, Path jar, String heap, WorkFolder folder, List<String> arguments) {
    List<String> command = new ArrayList<>(ChildJvm.command());
    command.addAll(List.of("-Xmx" + heap, mark(folder.path()), "-jar", jar.toString()));
    command.addAll(arguments);
    Path log = folder.log(name);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Program(name, process, log);
    } catch (IOException e) {
      throw new LaunchException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Ends the programs that a killed run has left behind, known by the folder on their command line.
   */
  static void endLeftBehind(Path folder) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(mark(folder)))
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> process.onExit().join());
  }

  private static String mark(Path folder) {
    return "-Dtandem.work=" + folder;
  }

  /**
   * Tells that the program has ended although it should run.
   *
   * @throws LaunchException with the end of its output
   */
  void check() {
    if (!process.isAlive()) {
      throw ended();
    }
  }

  /**
   * Whether a program that ends by itself has done so.
   *
   * @throws LaunchException with the end of its output, where it has failed
   */
  boolean finished() {
    if (process.isAlive()) {
      return false;
    }
    if (process.exitValue() != 0) {
      throw ended();
    }
    return true;
  }

  private LaunchException ended() {
    List<String> lines = output();
    String tail =
        String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    return new LaunchException(
        name
            + " ended with exit code "
            + process.exitValue()
            + "; the end of "
            + log
            + ":\n"
            + tail);
  }

  /** What follows this beginning in the last line of the output that has it; empty for none. */
  Optional<String> said(String beginning) {
    return output().stream()
        .filter(line -> line.startsWith(beginning))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(beginning.length()));
  }

  private List<String> output() {
    try {
      // What a program prints may be cut off within a character.
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(it cannot be read: " + e.getMessage() + ")");
    }
  }

  /** Its name and where its output is. */
  @Override
  public String toString() {
    return name + ", output in " + log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
