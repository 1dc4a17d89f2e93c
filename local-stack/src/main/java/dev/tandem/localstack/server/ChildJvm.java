package dev.tandem.localstack.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The java that runs this program, to run another with. */
public final class ChildJvm {
  /** The first that warns of the two accesses below. */
  private static final int WARNS_SINCE = 24;

  private ChildJvm() {}

  /** The beginning of a command line; further flags and the program come behind it. */
  public static List<String> command() {
    return command(Runtime.version().feature());
  }

  static List<String> command(int feature) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (feature >= WARNS_SINCE) {
      // Compression, RocksDB and buffers outside the heap need them; 17 knows no such flags.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    return command;
  }
}
