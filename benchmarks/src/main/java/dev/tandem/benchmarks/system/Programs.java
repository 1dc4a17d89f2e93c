package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the programs of a checkout are, once it is built.
 *
 * @param home the checkout
 */
public record Programs(Path home) {
  /** Those of the checkout that this class was built in: it lies two folders above. */
  public static Programs find() {
    try {
      Path own =
          Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Programs(own.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new BenchmarkException("this program's own folder has no usable name", e);
    }
  }

  /** The java that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A program as it is shipped: {@code collector/target/collector.jar}. */
  public Path jar(String module) {
    return built(target(module).resolve(module + ".jar"));
  }

  /**
   * The class path of a rival: its classes, further libraries, and the libraries of the program
   * that it rivals.
   *
   * @param module of the program it rivals
   * @param libraries beginnings of the names of jars in {@code benchmarks/target/rival-lib}
   */
  public String rivalClassPath(String module, List<String> libraries) {
    Path own = built(target("benchmarks").resolve("rival-lib"));
    Path rivalled = built(target(module).resolve("lib"));
    return Stream.of(
            Stream.of(own.resolve("benchmarks-rivals.jar")),
            libraries.stream().flatMap(beginning -> jars(own, beginning)),
            Stream.of(rivalled.resolve("*")))
        .flatMap(paths -> paths)
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  /** What the build of a module has made. */
  public Path target(String module) {
    return home.resolve(module).resolve("target");
  }

  private static Stream<Path> jars(Path folder, String beginning) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) {
      throw new BenchmarkException(
          "there is no " + path + ": build it with ./mvnw package -DskipTests, or use ./tandem");
    }
    return path;
  }
}
