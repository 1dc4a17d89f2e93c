package dev.tandem.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that send half a request and then nothing, all of them connected until this is closed.
 */
public final class HalfRequests implements AutoCloseable {
  private static final String LINE_TO_COME = "GET /hea";

  private final List<Socket> sockets = new ArrayList<>();

  /** Sends so many headers of a POST with the beginning of its body, and beginnings of a line. */
  public static HalfRequests send(int port, String path, int bodies, int lines) throws IOException {
    HalfRequests half = new HalfRequests();
    try {
      for (int i = 0; i < bodies; i++) {
        half.connect(
            port,
            "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 4000\r\n\r\n{\"partition\":");
      }
      for (int i = 0; i < lines; i++) {
        half.connect(port, LINE_TO_COME);
      }
    } catch (IOException e) {
      half.close();
      throw e;
    }
    return half;
  }

  private void connect(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The clients' ends. */
  public List<Socket> sockets() {
    return List.copyOf(sockets);
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
