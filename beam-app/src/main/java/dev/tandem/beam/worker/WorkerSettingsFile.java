package dev.tandem.beam.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.apache.beam.sdk.io.FileSystems;

/** A worker's settings as a file of any file system that Beam knows, {@code gs://} among them. */
public final class WorkerSettingsFile {
  private static final String REMEDY =
      ". Check that it is there and that who reads it may (the workers' service account, and"
          + " whoever submits)";

  private WorkerSettingsFile() {}

  /**
   * Reads it. What a value names as {@code gs://...}, such as a trust store, is copied to a file
   * that only this user can read.
   *
   * @throws WorkerSettingsException where it, or what it names, cannot be read
   */
  public static WorkerSettings read(String file) {
    Properties properties = new Properties();
    try (Reader reader = new InputStreamReader(open(file), UTF_8)) {
      properties.load(reader);
    } catch (IOException | RuntimeException e) {
      throw new WorkerSettingsException(
          "--worker-settings = " + file + ": cannot be read: " + reason(e) + REMEDY, e);
    }
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value.startsWith("gs://")) {
        properties.setProperty(name, copied(file, name, value).toString());
      }
    }
    return WorkerSettings.of(file, properties);
  }

  private static Path copied(String file, String name, String object) {
    try (InputStream in = open(object)) {
      Path copy = Files.createTempFile("tandem", null);
      copy.toFile().deleteOnExit();
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException | RuntimeException e) {
      throw new WorkerSettingsException(
          "--worker-settings = "
              + file
              + ": "
              + name
              + " names "
              + object
              + ", which cannot be read: "
              + reason(e)
              + REMEDY,
          e);
    }
  }

  static InputStream open(String file) throws IOException {
    return Channels.newInputStream(
        FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()));
  }

  /** What was wrong, and the first line of what was behind it. */
  private static String reason(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = text(e);
    return root == e ? said : said + " (" + text(root) + ")";
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
