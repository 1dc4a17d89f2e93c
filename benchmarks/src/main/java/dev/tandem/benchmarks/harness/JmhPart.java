package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.results.JmhResult;
import dev.tandem.benchmarks.system.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JMH as its users run it, {@code java -jar benchmarks.jar}, with its results as a file. */
final class JmhPart {
  /** For the two packages of benchmarks. */
  static final String MICRO = "micro";

  static final String END_TO_END = "end-to-end";

  private static final Duration PATIENCE = Duration.ofHours(1);

  private final String name;
  private final List<String> arguments;
  private final double expectedSeconds;

  private JmhPart(String name, List<String> arguments, double expectedSeconds) {
    this.name = name;
    this.arguments = arguments;
    this.expectedSeconds = expectedSeconds;
  }

  /** Steps of the contract, with what they allocate. */
  static JmhPart micro(boolean quick) {
    List<String> arguments =
        new ArrayList<>(List.of("dev.tandem.benchmarks.micro.", "-prof", "gc"));
    arguments.addAll(
        quick
            ? List.of("-f", "1", "-wi", "1", "-w", "200ms", "-i", "2", "-r", "100ms")
            : List.of("-f", "2", "-wi", "3", "-w", "500ms", "-i", "5", "-r", "200ms"));
    return new JmhPart(MICRO, arguments, quick ? 75 : 400);
  }

  /** From a capture's sending to its answer. */
  static JmhPart endToEnd(boolean quick) {
    List<String> arguments = new ArrayList<>(List.of("dev.tandem.benchmarks.endtoend."));
    arguments.addAll(
        quick
            ? List.of("-f", "1", "-wi", "1", "-w", "3s", "-i", "1", "-r", "5s", "-p", "rows=20000")
            : List.of("-f", "1", "-wi", "2", "-w", "5s", "-i", "5", "-r", "10s"));
    return new JmhPart(END_TO_END, arguments, quick ? 130 : 360);
  }

  double expectedSeconds() {
    return expectedSeconds;
  }

  String name() {
    return name;
  }

  /** The command line, but for where its results go. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Programs.java(),
            "-jar",
            Programs.find().target("benchmarks").resolve("benchmarks.jar").toString()));
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs it.
   *
   * @param folder for its results and its output
   */
  List<JmhResult> run(Path folder) throws InterruptedException {
    Path file = folder.resolve("jmh-" + name + ".json");
    List<String> command = command();
    command.addAll(List.of("-foe", "true", "-rf", "json", "-rff", file.toString()));
    try (Child jmh = Child.start("jmh-" + name, command, Map.of(), folder)) {
      int code = jmh.await(PATIENCE);
      if (code != 0) {
        throw jmh.failure("ended with exit code " + code);
      }
    }
    List<JmhResult> results = JmhFile.read(file);
    if (results.isEmpty()) {
      throw new BenchmarkException("JMH has measured nothing of " + name);
    }
    return results;
  }
}
