package dev.tandem.beam.dataflow;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What workers are given to load the pipeline with: this program's class path, without what has
 * nothing to do there. Left out by the beginning of its name is what
 *
 * <ul>
 *   <li>only Flink, its job server and its runner need,
 *   <li>the workers' image has itself: the SDK harness, and the logging that goes to Cloud Logging,
 *   <li>only commands and this program's own metrics use.
 * </ul>
 *
 * A test loads the pipeline in a process that has nothing else.
 */
final class WorkerClassPath {
  private static final List<String> LEFT_OUT =
      List.of(
          "flink-",
          "frocksdbjni-",
          "chill-java-",
          "kryo-",
          "minlog-",
          "objenesis-",
          "javassist-",
          "async-profiler-",
          "beam-runners-flink-",
          "beam-runners-java-job-service-",
          "beam-runners-java-fn-execution-",
          "beam-runners-portability-java-",
          "beam-model-job-management-",
          "beam-sdks-java-expansion-service-",
          "beam-sdks-java-transform-service-launcher-",
          "beam-sdks-java-harness-",
          "jamm-",
          "slf4j-",
          "log4j-",
          "picocli-",
          "micrometer-",
          "prometheus-",
          "HdrHistogram-",
          "LatencyUtils-");

  private WorkerClassPath() {}

  /** Of this process, in its order. */
  static List<Path> ofThisProcess() {
    return of(System.getProperty("java.class.path"));
  }

  static List<Path> of(String classPath) {
    Set<Path> found = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        add(Path.of(entry).toAbsolutePath().normalize(), found);
      }
    }
    return found.stream().filter(WorkerClassPath::belongs).toList();
  }

  private static boolean belongs(Path entry) {
    String name = entry.getFileName().toString();
    return LEFT_OUT.stream().noneMatch(name::startsWith);
  }

  /** With what its manifest names, as the JVM does. */
  private static void add(Path entry, Set<Path> found) {
    if (!Files.exists(entry) || !found.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    for (String named : namedBy(entry)) {
      URI uri = entry.toUri().resolve(named);
      if ("file".equals(uri.getScheme())) {
        add(Path.of(uri).normalize(), found);
      }
    }
  }

  private static List<String> namedBy(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile())) {
      List<String> named = new ArrayList<>();
      Optional.ofNullable(opened.getManifest())
          .map(Manifest::getMainAttributes)
          .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
          .ifPresent(names -> named.addAll(List.of(names.trim().split("\\s+", -1))));
      return named;
    } catch (IOException e) {
      throw new DataflowException("the class path has " + jar + ", which cannot be read: " + e, e);
    }
  }
}
