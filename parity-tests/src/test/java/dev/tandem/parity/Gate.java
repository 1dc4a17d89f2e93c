package dev.tandem.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a program and a server, and can hold what the server says: then the program waits,
 * wherever it is in its work. So a test need not be quick to find it there.
 */
final class Gate implements AutoCloseable {
  private final int serverPort;
  private final ServerSocket listening;
  private final Set<Socket> programs = ConcurrentHashMap.newKeySet();
  private final Set<Socket> servers = ConcurrentHashMap.newKeySet();
  private long allowed = Long.MAX_VALUE;
  private boolean holding;
  private boolean cut;

  /** A gate before a server of this machine, open. */
  Gate(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("gate", this::accept);
  }

  /** Where the program finds the server. */
  int port() {
    return listening.getLocalPort();
  }

  /** Lets so many more bytes through, over all connections, and then none. */
  synchronized void holdAfter(long bytes) {
    allowed = bytes;
  }

  /** Whether something is being held. */
  synchronized boolean isHolding() {
    return holding;
  }

  /**
   * Ends the connections for the server, as it does itself when it has long heard nothing; the
   * program hears nothing at all, on old connections and on new ones.
   */
  synchronized void cutOff() throws IOException {
    cut = true;
    for (Socket server : servers) {
      server.close();
    }
  }

  /** Lets everything through; what was cut off is ended for the program too. */
  synchronized void open() {
    allowed = Long.MAX_VALUE;
    holding = false;
    cut = false;
    notifyAll();
  }

  private synchronized void awaitNotCut() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  private synchronized void pass(int bytes) throws InterruptedException {
    while (allowed < bytes) {
      holding = true;
      wait();
    }
    if (allowed != Long.MAX_VALUE) {
      allowed -= bytes;
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket program = listening.accept();
        awaitNotCut();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        programs.add(program);
        servers.add(server);
        start("to the server", () -> relay(program, server, false));
        start("to the program", () -> relay(server, program, true));
      } catch (IOException e) {
        // Closed, or one of the two is gone: the program sees its connection end.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void relay(Socket from, Socket to, boolean held) {
    try (from;
        to) {
      copy(from, to, held);
      // Closing both tells the other side.
      awaitNotCut();
    } catch (IOException e) {
      // It was closed already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      programs.remove(held ? to : from);
      servers.remove(held ? from : to);
    }
  }

  private void copy(Socket from, Socket to, boolean held) throws InterruptedException {
    byte[] buffer = new byte[1 << 14];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (held) {
          pass(read);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone.
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    open();
    for (Socket program : programs) {
      program.close();
    }
    for (Socket server : servers) {
      server.close();
    }
  }
}
