package dev.tandem.localstack.launch;

import dev.tandem.localstack.server.Folders;
import dev.tandem.localstack.server.LocalServers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * The folder that one run of Tandem keeps everything in: empty at its start, locked until its end.
 * What a killed run has left running there is ended first.
 */
final class WorkFolder implements AutoCloseable {
  private static final String LOCK = ".tandem-work";

  private final Path path;
  private final FileChannel lock;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder, or empties it.
   *
   * @throws LaunchException where something else is in it, or another run uses it
   */
  static WorkFolder fresh(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      if (Files.exists(path) && !Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
        throw new LaunchException(
            "folder "
                + path
                + " holds something that is not Tandem's and would be deleted: name another one"
                + " with --dir");
      }
      Folders.create(path);
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new LaunchException(
            "another ./tandem runs in " + path + ": stop it, or name another folder with --dir");
      }
      Program.endLeftBehind(path);
      LocalServers.endLeftBehind(path);
      // It is Tandem's, and may be of a version that left it open.
      Folders.close(path);
      deleteAllBut(path, path.resolve(LOCK));
      Files.createDirectories(path.resolve("logs"));
      return new WorkFolder(path, lock);
    } catch (IOException e) {
      throw new LaunchException("folder " + path + " cannot be made ready: " + e, e);
    }
  }

  /** Whether a run uses the folder now. */
  static boolean inUse(Path folder) {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      throw new LaunchException("folder " + folder + " cannot be looked at: " + e, e);
    }
  }

  Path path() {
    return path;
  }

  Path log(String program) {
    return path.resolve("logs").resolve(program + ".log");
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static void deleteAllBut(Path folder, Path kept) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(kept)) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException e) throws IOException {
            if (!inner.equals(folder)) {
              Files.delete(inner);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new LaunchException("folder " + path + " cannot be unlocked: " + e, e);
    }
  }
}
