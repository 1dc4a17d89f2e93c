package dev.tandem.localstack.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the servers of a running {@code ./tandem} are, kept in its folder for other commands.
 *
 * @param broker {@code host:port}
 * @param registry its URL
 */
record Addresses(String broker, String registry) {
  private static final String FILE = "addresses.properties";
  private static final String BROKER = "bootstrap.servers";
  private static final String REGISTRY = "registry";

  void writeTo(WorkFolder folder) {
    Properties properties = new Properties();
    properties.setProperty(BROKER, broker);
    properties.setProperty(REGISTRY, registry);
    Path file = folder.path().resolve(FILE);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "Where the servers of this run are.");
    } catch (IOException e) {
      throw new LaunchException(file + " cannot be written: " + e, e);
    }
  }

  /**
   * Those of the run that uses a folder.
   *
   * @throws LaunchException where none does
   */
  static Addresses of(Path folder) {
    Path file = folder.resolve(FILE);
    if (!WorkFolder.inUse(folder) || !Files.exists(file)) {
      throw new LaunchException(
          "no ./tandem demo runs in " + folder + ": start one, or name its folder with --dir");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new LaunchException(file + " cannot be read: " + e, e);
    }
    return new Addresses(properties.getProperty(BROKER), properties.getProperty(REGISTRY));
  }

  /** Settings of a Kafka client. */
  Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker);
    return properties;
  }
}
