package dev.tandem.localstack.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What is in an embedded PostgreSQL's folder, and what an earlier run may have left there. */
final class DatabaseFolder {
  private static final String PROGRAM = "postgres";
  private static final String VERSION = version();

  private final ServerFolder folder;
  private final Path unfinished;

  DatabaseFolder(ServerFolder folder) {
    this.folder = folder;
    this.unfinished = folder.path().resolve("unfinished");
  }

  /** The process that runs on this folder. */
  Optional<ProcessHandle> postmaster() {
    return ChildProcesses.running(folder.data().resolve("postmaster.pid"), PROGRAM);
  }

  /** Ends a server whose JVM was killed. */
  void endLeftBehind() {
    postmaster()
        .ifPresent(
            process -> {
              ChildProcesses.announceEnd(Server.DATABASE, process);
              ChildProcesses.interrupt(process);
              ChildProcesses.awaitEnd(Server.DATABASE, process);
            });
  }

  /**
   * Makes sure that the data are of this version, or absent. A folder that was being made when its
   * maker was stopped is made again.
   *
   * @throws ServerException when another version wrote the data
   */
  void prepare() {
    try {
      if (Files.exists(unfinished)) {
        Folders.delete(folder.data());
      }
      Path data = folder.data();
      if (!Files.exists(data)) {
        Files.writeString(unfinished, "The data here are being made.\n");
        return;
      }
      String major = VERSION.substring(0, VERSION.indexOf('.'));
      String written = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!written.equals(major)) {
        throw new ServerException(
            "DATABASE folder %s was written by PostgreSQL %s, this is %s: delete it or give another one"
                .formatted(folder.path(), written, VERSION));
      }
    } catch (IOException e) {
      throw new ServerException(
          "DATABASE folder %s does not hold a PostgreSQL's data (%s): delete it or give another one"
              .formatted(folder.path(), e),
          e);
    }
  }

  /** The data are complete: the server has answered. */
  void complete() {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new ServerException(unfinished + " cannot be deleted: delete it by hand", e);
    }
  }

  /** The version of the programs in the class path, which the build writes down. */
  private static String version() {
    Properties versions = new Properties();
    try (InputStream in = DatabaseFolder.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new ServerException("versions.properties is missing from this program", e);
    }
    return versions.getProperty("postgres");
  }
}
