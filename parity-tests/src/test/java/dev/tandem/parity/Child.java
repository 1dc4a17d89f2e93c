package dev.tandem.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of Tandem's programs as it is shipped, in a process that a test may kill. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int TAIL_LINES = 25;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** What is asked of the JVM. */
  enum Life {
    /** Many short lives on few cores: what a JVM does for a long one is not worth its price. */
    SHORT(1, 1),
    LONG(2, 4);

    private final int heaps;
    private final int compiler;

    Life(int heaps, int compiler) {
      this.heaps = heaps;
      this.compiler = compiler;
    }
  }

  /**
   * Starts {@code java -jar}.
   *
   * @param name as messages show it, and of the file that keeps its output
   * @param heapMb of a short life
   */
  static Child start(
      String name, Path jar, int heapMb, Life life, Path logs, List<String> arguments)
      throws IOException {
    return start(name, List.of("-jar", jar.toString()), heapMb, life, logs, arguments, Map.of());
  }

  /**
   * Starts {@code java}.
   *
   * @param program what the JVM is told of where the program is
   * @param environment more of it
   */
  static Child start(
      String name,
      List<String> program,
      int heapMb,
      Life life,
      Path logs,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMb * life.heaps + "m");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + life.compiler));
    command.addAll(program);
    command.addAll(arguments);
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), log);
  }

  String name() {
    return name;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Fails where it has ended, which nobody has asked of it. */
  void check() {
    if (!process.isAlive()) {
      throw new AssertionError(
          name + " ended with exit code " + process.exitValue() + "; its output ends:\n" + tail());
    }
  }

  /** SIGKILL. It must have been alive. */
  void kill() throws InterruptedException {
    check();
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws InterruptedException {
    check();
    process.destroy();
    return await();
  }

  /** Waits until it ends; returns the exit code. */
  int await() throws InterruptedException {
    return await(PATIENCE);
  }

  /** Waits so long until it ends; returns the exit code. */
  int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(
          name + " did not end within " + patience + "; its output ends:\n" + tail());
    }
    return process.exitValue();
  }

  /** Whether a line that it has printed has this in it. */
  boolean hasSaid(String text) throws IOException {
    return Files.readString(log).contains(text);
  }

  /** The end of what it has printed. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return log + " cannot be read: " + e;
    }
  }

  /** Ends it whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
