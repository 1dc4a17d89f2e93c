package dev.tandem.localstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Servers that all integration tests of a JVM share: started when first asked for, stopped and
 * deleted when the JVM ends. A test takes topics, a database ({@link
 * EmbeddedDatabase#createDatabase}) and subjects of names of its own, and stops nothing; one that
 * restarts servers starts {@link LocalServers} of its own.
 */
public final class SharedServers {
  private SharedServers() {}

  /** The servers of this JVM, with at least these running. */
  public static LocalServers with(Server... servers) {
    Shared.SERVERS.ensure(EnumSet.copyOf(List.of(servers)));
    return Shared.SERVERS;
  }

  /** Made when first asked for. */
  private static final class Shared {
    private static final LocalServers SERVERS = create();

    private static LocalServers create() {
      try {
        Path folder = Files.createTempDirectory("tandem-servers-");
        LocalServers servers = new LocalServers(LocalServersSettings.in(folder));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(servers, folder)));
        return servers;
      } catch (IOException e) {
        throw new ServerException("no temporary folder for servers: check java.io.tmpdir", e);
      }
    }

    private static void remove(LocalServers servers, Path folder) {
      servers.close();
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new ServerException(folder + " cannot be deleted: delete it by hand", e);
      }
    }
  }
}
