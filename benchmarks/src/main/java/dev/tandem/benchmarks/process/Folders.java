package dev.tandem.benchmarks.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes and deletes folders. */
public final class Folders {
  private Folders() {}

  /** Makes a folder where it is not there, with those that it is in. */
  public static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be made: " + e, e);
    }
  }

  /**
   * Makes a folder this process's own until what is returned is closed.
   *
   * @throws BenchmarkException where it is another one's
   */
  public static FileChannel claim(Path folder) {
    create(folder);
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new BenchmarkException(
            "another run writes to " + folder + ": wait for it, for both would measure each other");
      }
      return channel;
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be used: " + e, e);
    }
  }

  /** Deletes a folder with all that is in it; nothing where it is not there. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be deleted: " + e, e);
    }
  }
}
