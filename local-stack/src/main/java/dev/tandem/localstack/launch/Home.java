package dev.tandem.localstack.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checkout that {@code ./tandem} belongs to: where the programs are, and where the data goes.
 */
record Home(Path folder) {
  private static final String PROPERTY = "tandem.home";

  static Home find() {
    return new Home(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
  }

  /** The jar of a program: {@code collector/target/collector.jar}. */
  Path jar(String program) {
    Path jar = folder.resolve(program).resolve("target").resolve(program + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new LaunchException(
          "there is no program "
              + jar
              + ": build it with ./mvnw package -DskipTests, or start with ./tandem");
    }
    return jar;
  }

  Path data(String name) {
    return folder.resolve(".tandem").resolve(name);
  }
}
