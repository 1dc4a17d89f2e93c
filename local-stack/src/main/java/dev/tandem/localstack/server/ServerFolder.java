package dev.tandem.localstack.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one server, locked while it runs: {@code data}, {@code server.log}, {@code lock}.
 * The lock is the kernel's, so it ends with the process that holds it; whoever gets it knows that a
 * server still running on the folder was left behind.
 */
final class ServerFolder implements AutoCloseable {
  private final Server server;
  private final Path path;
  private final FileChannel channel;

  private ServerFolder(Server server, Path path, FileChannel channel) {
    this.server = server;
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder where it is absent, and locks it.
   *
   * @throws ServerException when it cannot be written or is in use
   */
  static ServerFolder lock(Server server, Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Folders.create(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new ServerException(
            server
                + " folder "
                + path
                + " is in use: stop what runs there, or give another folder");
      }
      return new ServerFolder(server, path, channel);
    } catch (IOException e) {
      throw new ServerException(
          server + " folder " + path + " cannot be used (" + e + "): check path and permissions",
          e);
    }
  }

  Path path() {
    return path;
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ServerException(server + " folder " + path + " cannot be unlocked", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
