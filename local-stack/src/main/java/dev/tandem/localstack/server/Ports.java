package dev.tandem.localstack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on 127.0.0.1. Between finding a port free and a server's listening on it seconds
 * pass; so a free one is not the kernel's choice, which comes from the range that any outgoing
 * connection takes its own port from, but one below that range.
 */
final class Ports {
  static final String HOST = "127.0.0.1";
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /**
   * The wanted ports, each 0 replaced by a free one; all different. They are free now: whoever
   * needs one binds it soon.
   *
   * @throws ServerException when a port that was asked for is in use
   */
  static List<Integer> reserve(Server server, int... wanted) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int port : wanted) {
        sockets.add(port == 0 ? bindAny(server) : bind(server, port));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  private static ServerSocket bindAny(Server server) {
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return bind(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new ServerException(
        "%s finds no free port on %s between %d and %d: give it one"
            .formatted(server, HOST, LOWEST, HIGHEST),
        failure);
  }

  private static ServerSocket bind(Server server, int port) {
    try {
      return bind(port);
    } catch (IOException e) {
      throw new ServerException(
          "%s cannot listen on %s:%d (%s): stop what uses the port, or give another one or 0"
              .formatted(server, HOST, port, e.getMessage()),
          e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new ServerException("cannot close a socket that was never used", e);
    }
  }
}
