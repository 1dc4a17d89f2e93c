package dev.tandem.localstack.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, database and registry in one folder, started and stopped side by side. A closed folder
 * can be used again: topics, offsets, rows, slots and schemas are still there; free ports may be
 * others.
 *
 * <p>Nothing here reacts to the end of the JVM: whoever may be interrupted makes the object, lets a
 * shutdown hook close it, and then calls {@link #ensure}. After a kill the next start on the folder
 * ends the processes that were left behind.
 */
public final class LocalServers implements AutoCloseable {
  // Also makes slf4j ready before several threads start logging at once.
  private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

  private final LocalServersSettings settings;
  private final Map<Server, RunningServer> running = new ConcurrentHashMap<>();
  private boolean closed;

  /** Servers that do not run yet. */
  public LocalServers(LocalServersSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts servers with free ports.
   *
   * @param folder created where it is absent
   * @throws ServerException when one of them cannot be started; then none is left running
   */
  public static LocalServers start(Path folder, Set<Server> servers) {
    LocalServers local = new LocalServers(LocalServersSettings.in(folder));
    local.ensure(servers);
    return local;
  }

  /**
   * Starts those of the servers that do not run yet and returns when all are ready.
   *
   * @throws ServerException when one of them cannot be started (then all are closed, those that ran
   *     before too), or after {@link #close}
   */
  public synchronized void ensure(Set<Server> servers) {
    if (closed) {
      throw new ServerException(
          "the servers on " + settings.folder() + " were closed: make new ones");
    }
    try {
      SideBySide.run(
          servers.stream()
              .filter(server -> !running.containsKey(server))
              .map(server -> () -> running.put(server, start(server))));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Ends the servers that a killed run has left behind on a folder, so that it can be deleted.
   *
   * @throws ServerException when servers of a live run are on it
   */
  public static void endLeftBehind(Path folder) {
    LocalServersSettings settings = LocalServersSettings.in(folder);
    try (ServerFolder database =
            ServerFolder.lock(Server.DATABASE, settings.folder(Server.DATABASE));
        ServerFolder registry =
            ServerFolder.lock(Server.REGISTRY, settings.folder(Server.REGISTRY))) {
      new DatabaseFolder(database).endLeftBehind();
      EmbeddedRegistry.endLeftBehind(registry);
    }
  }

  /** The broker, which must have been started. */
  public EmbeddedBroker broker() {
    return running(Server.BROKER, EmbeddedBroker.class);
  }

  /** The database, which must have been started. */
  public EmbeddedDatabase database() {
    return running(Server.DATABASE, EmbeddedDatabase.class);
  }

  /** The registry, which must have been started. */
  public EmbeddedRegistry registry() {
    return running(Server.REGISTRY, EmbeddedRegistry.class);
  }

  /** Stops all that run, after waiting for starts under way. Their data stay. */
  @Override
  public synchronized void close() {
    closed = true;
    List<RunningServer> all = List.copyOf(running.values());
    running.clear();
    SideBySide.run(all.stream().map(server -> server::close));
  }

  private RunningServer start(Server server) {
    Path folder = settings.folder(server);
    int port = settings.port(server);
    RunningServer started =
        switch (server) {
          case BROKER -> EmbeddedBroker.start(folder, port);
          case DATABASE -> EmbeddedDatabase.start(folder, port, settings.durability());
          case REGISTRY -> EmbeddedRegistry.start(folder, port);
        };
    LOG.info("{} is ready on {}:{}, its data in {}", server, Ports.HOST, started.port(), folder);
    return started;
  }

  private <T extends RunningServer> T running(Server server, Class<T> type) {
    return Optional.ofNullable(running.get(server))
        .map(type::cast)
        .orElseThrow(
            () ->
                new ServerException(
                    server
                        + " does not run on "
                        + settings.folder()
                        + ": ask for it at the start"));
  }
}
