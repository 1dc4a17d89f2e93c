package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.results.Machine;
import dev.tandem.benchmarks.system.Programs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Describes the machine, and the versions of what is compared. */
final class MachineReader {
  private static final Pattern JAR = Pattern.compile("([A-Za-z0-9._-]+?)-(\\d[^/]*)\\.jar");
  private static final long KB_PER_MB = 1024;
  private static final long BYTES_PER_GB = 1L << 30;

  /** Whose libraries: which ones. */
  private static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.of(
              "streams-app/target/lib", List.of("kafka-streams", "kafka-clients", "rocksdbjni"),
              "beam-app/target/lib",
                  List.of("beam-sdks-java-core", "flink-runtime", "kafka-clients", "frocksdbjni"),
              "benchmarks/target/rival-lib", List.of("flink-connector-kafka"),
              "benchmarks/target/lib", List.of("kafka_2.13", "jmh-core", "HdrHistogram")));

  private MachineReader() {}

  /**
   * Reads it.
   *
   * @param folder that measurements write to
   */
  static Machine read(Programs programs, Path folder) {
    return new Machine(
        field("cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        field("meminfo", "MemTotal")
                .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
                .orElse(0L)
            / KB_PER_MB,
        disk(folder),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        versions(programs));
  }

  private static Optional<String> field(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String disk(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.type() + ", " + store.getTotalSpace() / BYTES_PER_GB + " GB";
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> versions(Programs programs) {
    List<String> versions = new ArrayList<>();
    LIBRARIES.forEach(
        (folder, wanted) -> {
          String module = folder.substring(0, folder.indexOf('/'));
          jars(programs.home().resolve(folder)).stream()
              .map(JAR::matcher)
              .filter(Matcher::matches)
              .filter(jar -> wanted.contains(jar.group(1)))
              .forEach(jar -> versions.add(jar.group(1) + ' ' + jar.group(2) + " in " + module));
        });
    return versions;
  }

  private static List<String> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be read: " + e, e);
    }
  }
}
