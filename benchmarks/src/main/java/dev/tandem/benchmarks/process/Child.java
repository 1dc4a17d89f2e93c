package dev.tandem.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process whose output goes to a file, or whose answers are read from it line by line. Children
 * end with this JVM.
 */
public final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int TAIL_LINES = 25;

  static {
    // Theirs, too: those of a killed process would go on.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                "end-children"));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process that is not talked to.
   *
   * @param name as messages show it, and of the file that keeps its output
   * @param environment more of it
   */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path logs) {
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    return start(name, builder, environment, log);
  }

  /** Starts a process that is asked on its standard input and answers on its standard output. */
  public static Child talking(
      String name, List<String> command, Map<String, String> environment, Path logs) {
    Path log = logs.resolve(name + ".log");
    return start(name, new ProcessBuilder(command).redirectError(log.toFile()), environment, log);
  }

  private static Child start(
      String name, ProcessBuilder builder, Map<String, String> environment, Path log) {
    builder.environment().putAll(environment);
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new BenchmarkException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** What it says on its standard output, of one that talks. */
  public BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /** What it is told on its standard input, of one that talks. */
  public BufferedWriter input() {
    return process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Fails where it has ended, with the end of its output. */
  public void check() {
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue());
    }
  }

  /** That something went wrong with it, with the end of its output. */
  public BenchmarkException failure(String what) {
    return new BenchmarkException(name + ' ' + what + "; the end of " + log + ":\n" + tail());
  }

  private String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(it cannot be read: " + e + ")";
    }
  }

  /** SIGKILL; returns when it has ended. It must have been alive. */
  public void kill() throws InterruptedException {
    check();
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits until it ends; returns the exit code. */
  public int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("did not end within " + patience);
    }
    return process.exitValue();
  }

  /** Asks it to end, and kills it where it does not. */
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
