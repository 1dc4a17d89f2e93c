package dev.tandem.streams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where state is kept, closed to everybody but its owner. Kafka Streams would let the owner's group
 * read it.
 */
record StateDirectory(Path path, String applicationId) {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes it where it is absent, before Kafka Streams does.
   *
   * @throws WrongSetting where it cannot be made
   */
  void create() {
    try {
      if (isPosix()) {
        Files.createDirectories(
            path.resolve(applicationId), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createDirectories(path.resolve(applicationId));
      }
    } catch (IOException e) {
      throw new WrongSetting("--state-dir", path, "it cannot be made: " + e);
    }
  }

  /** Takes from others what Kafka Streams gave them, once it has opened the directory. */
  void restrict() {
    try {
      if (isPosix()) {
        Files.setPosixFilePermissions(path.resolve(applicationId), OWNER_ONLY);
      }
    } catch (IOException e) {
      // A volume that somebody else owns, and lets this user write.
      LOG.warn("{} stays open to others: {}", path, e.toString());
    }
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
