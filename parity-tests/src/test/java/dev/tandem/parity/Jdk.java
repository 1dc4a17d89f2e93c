package dev.tandem.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** JDKs of this machine. */
final class Jdk {
  /** Names the folder of a JDK 25 that is not where Linux distributions put them. */
  static final String VARIABLE = "TANDEM_JDK_25";

  private static final Path USUAL = Path.of("/usr/lib/jvm");

  private Jdk() {}

  /** The java of a JDK 25, if there is one. */
  static Optional<Path> java25() throws IOException {
    Optional<Path> named = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
    List<Path> folders = named.isPresent() ? List.of(named.get()) : usual();
    for (Path folder : folders) {
      Path release = folder.resolve("release");
      if (Files.isRegularFile(release) && Files.readString(release).contains("JAVA_VERSION=\"25")) {
        return Optional.of(folder.resolve("bin").resolve("java"));
      }
    }
    return Optional.empty();
  }

  private static List<Path> usual() throws IOException {
    if (!Files.isDirectory(USUAL)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(USUAL)) {
      return folders.sorted().toList();
    }
  }
}
