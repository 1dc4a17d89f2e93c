package dev.tandem.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./tandem} as built, without the build that the script does first. */
final class Tandem {
  private static final long PATIENCE_MINUTES = 10;

  private Tandem() {}

  /** The checkout. */
  static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("tandem"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /**
   * The sample documents, which are not part of the checkout: {@code ../shared/data/nfe}, or where
   * {@code -Dtandem.documents=DIR} says.
   */
  static Path samples() {
    String named = System.getProperty("tandem.documents");
    return named != null
        ? Path.of(named)
        : home().resolveSibling("shared").resolve("data").resolve("nfe");
  }

  /**
   * Invented documents with their right answers, not part of the checkout: {@code
   * ../shared/cases/documents}, or where {@code -Dtandem.cases=DIR} says.
   */
  static Path cases() {
    String named = System.getProperty("tandem.cases");
    return named != null
        ? Path.of(named)
        : home().resolveSibling("shared").resolve("cases").resolve("documents");
  }

  /** What a run printed, and its exit code. */
  record Run(int exitCode, String output) {}

  static Run run(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        folder,
        arguments);
  }

  /**
   * Runs it on any JVM.
   *
   * @param java the program and its first flags
   */
  static Run run(List<String> java, Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>(java);
    command.add("-Xmx768m");
    command.add("-Dtandem.home=" + home());
    command.add("-jar");
    command.add(home().resolve("local-stack/target/local-stack.jar").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Many short lives on few cores: what a JVM does for a long one is not worth its price.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "no end after " + PATIENCE_MINUTES + " minutes:\n" + Files.readString(output));
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
    return new Run(process.exitValue(), Files.readString(output));
  }
}
