package dev.tandem.parity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that are to be there when somebody connects to them. */
final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767;

  private FreePort() {}

  /**
   * One that is free now and that no outgoing connection takes meanwhile: below the kernel's range
   * for those.
   */
  static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: another one.
      }
    }
  }
}
