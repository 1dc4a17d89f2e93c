package dev.tandem.localstack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Free TCP ports on 127.0.0.1. */
final class Ports {
  static final String HOST = "127.0.0.1";

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
        sockets.add(bind(server, port));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  private static ServerSocket bind(Server server, int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket;
    } catch (IOException e) {
      throw new ServerException(
          "%s cannot listen on %s:%d (%s): stop what uses the port, or give another one or 0"
              .formatted(server, HOST, port, e.getMessage()),
          e);
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
