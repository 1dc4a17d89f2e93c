package dev.tandem.localstack.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where local servers run.
 *
 * @param folder holds a folder for each server; created where it is absent
 * @param ports on 127.0.0.1; a server without one gets a free port, another one at each start
 * @param durability of the database
 */
public record LocalServersSettings(Path folder, Map<Server, Integer> ports, Durability durability) {
  /** Checks the ports. */
  public LocalServersSettings {
    ports = Map.copyOf(ports);
    ports.forEach(
        (server, port) -> {
          if (port < 0 || port > 65535) {
            throw new ServerException(
                server + " port must be between 0 (any free one) and 65535: " + port);
          }
        });
  }

  /** Free ports, and a database that is {@link Durability#FAST}. */
  public static LocalServersSettings in(Path folder) {
    return new LocalServersSettings(folder, Map.of(), Durability.FAST);
  }

  /** The same with a fixed port for one server. */
  public LocalServersSettings withPort(Server server, int port) {
    Map<Server, Integer> changed = new EnumMap<>(Server.class);
    changed.putAll(ports);
    changed.put(server, port);
    return new LocalServersSettings(folder, changed, durability);
  }

  /** The same with another durability of the database. */
  public LocalServersSettings withDurability(Durability newDurability) {
    return new LocalServersSettings(folder, ports, newDurability);
  }

  int port(Server server) {
    return ports.getOrDefault(server, 0);
  }

  Path folder(Server server) {
    return folder.resolve(server.folder());
  }
}
