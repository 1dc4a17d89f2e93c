package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of this machine that nobody listened on just now. */
final class FreePort {
  private FreePort() {}

  static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BenchmarkException("no free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }
}
