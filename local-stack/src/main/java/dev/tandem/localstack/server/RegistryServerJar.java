package dev.tandem.localstack.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the registry server's program. The build unpacks it to {@code registry-server} in the
 * folder that also holds this module's {@code local-stack.jar} and {@code classes}, so it is beside
 * whichever of the two this class was loaded from. The system property {@code
 * tandem.registry.server} names another folder.
 */
final class RegistryServerJar {
  static final String PROPERTY = "tandem.registry.server";

  private RegistryServerJar() {}

  /**
   * The jar to start with {@code java -jar}.
   *
   * @throws ServerException when there is none, or more than one
   */
  static Path find() {
    String property = System.getProperty(PROPERTY, "");
    Path folder =
        property.isEmpty()
            ? ownLocation().resolveSibling("registry-server")
            : Path.of(property).toAbsolutePath();
    List<Path> jars = jars(folder);
    if (jars.size() != 1) {
      throw new ServerException(
          "REGISTRY program: expected one *-runner.jar in %s, found %d: build it with ./mvnw -pl local-stack clean generate-resources, or name its folder with -D%s=FOLDER"
              .formatted(folder, jars.size(), PROPERTY));
    }
    return jars.get(0);
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          RegistryServerJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new ServerException("this program's own folder has no usable name", e);
    }
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).toList();
    } catch (IOException e) {
      throw new ServerException("folder " + folder + " cannot be read: check its permissions", e);
    }
  }
}
