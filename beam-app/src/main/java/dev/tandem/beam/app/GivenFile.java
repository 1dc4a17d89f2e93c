package dev.tandem.beam.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;

/** A file that an option names: a path, or an address of a file system that Beam knows. */
final class GivenFile {
  private GivenFile() {}

  /**
   * Its text.
   *
   * @throws UserError naming option and file, where it cannot be read
   */
  static String text(String option, String file) {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException | RuntimeException e) {
      throw new UserError(
          option
              + " = "
              + file
              + ": cannot be read ("
              + e.getClass().getSimpleName()
              + "): check that it is there and readable",
          e);
    }
  }

  private static InputStream open(String file) throws IOException {
    return file.contains("://")
        ? Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))
        : Files.newInputStream(Path.of(file));
  }
}
