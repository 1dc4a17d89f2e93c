package dev.tandem.beam.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders and files that nobody but their owner can enter or read. A folder protects what libraries
 * write into it, whose own files are readable to all.
 */
final class OwnerOnly {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /**
   * Makes a folder, and those above it, where they are absent; one that is there stays as it is.
   */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** Makes a folder, or takes it from the others where it is there. */
  static void takeFolder(Path folder) throws IOException {
    createFolder(folder);
    restrict(folder, FOLDER);
  }

  /** Makes a file, or takes it from the others where it is there. */
  static Path takeFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Files.createFile(file, attributes(file, FILE));
    }
    restrict(file, FILE);
    return file;
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (!isPosix(path) || Files.getPosixFilePermissions(path).equals(permissions)) {
      return;
    }
    try {
      Files.setPosixFilePermissions(path, permissions);
    } catch (IOException e) {
      // A volume that somebody else owns, and lets this user write.
      LOG.warn("{} stays open to others: {}", path, e.toString());
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
