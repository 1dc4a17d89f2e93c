package dev.tandem.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * All connections and what each one is at, so that a client that sends or reads slowly, or not at
 * all, loses its connection. Jetty's own timeout is one of silence, which a byte now and then
 * breaks; these are ends by which something whole must have happened.
 */
final class Clients extends Handler.Wrapper implements Connection.Listener {
  private static final long LOOK_EVERY_MS = 250;

  /** Answers that are made and not read yet are kept in memory: so many, the latest. */
  static final int MOST_UNREAD = 64;

  private final HttpLimits limits;
  private final Map<Connection, Client> clients = new ConcurrentHashMap<>();
  private final AtomicReference<Scheduler> scheduler = new AtomicReference<>();

  Clients(HttpLimits limits) {
    this.limits = limits;
  }

  private enum At {
    /** Nothing has come of the next request. */
    IDLE,
    /** A part of its line and headers has come, or the connection is new. */
    HEADER,
    /** It is being read, and its answer made. */
    ANSWER,
    /** The answer is made, and being read. */
    UNREAD,
    /** An event stream without anything to write. */
    STREAM,
    /** An event stream that writes. */
    STREAM_WRITE
  }

  /** A connection. What it is at changes at few places, one at a time. */
  private final class Client {
    private final Connection connection;
    private At at = At.HEADER;
    private long sinceNs = System.nanoTime();
    private long bytesRead;
    private Object answered = this;

    Client(Connection connection) {
      this.connection = connection;
    }

    synchronized void now(At next) {
      at = next;
      sinceNs = System.nanoTime();
      bytesRead = connection.getBytesIn();
    }

    /** The answer was made; it may have been read already, and the next be on its way. */
    synchronized void made(Object request) {
      if (at == At.ANSWER && answered == request) {
        at = At.UNREAD;
      }
    }

    synchronized void answers(Object request) {
      now(At.ANSWER);
      answered = request;
    }

    synchronized boolean isUnread() {
      return at == At.UNREAD;
    }

    synchronized boolean isWaiting() {
      return at == At.IDLE || at == At.HEADER;
    }

    synchronized long sinceNs() {
      return sinceNs;
    }

    /** Whether it has had its time. */
    synchronized boolean isOver() {
      if (at == At.IDLE && connection.getBytesIn() != bytesRead) {
        now(At.HEADER);
      }
      return at != At.STREAM
          && System.nanoTime() - sinceNs > TimeUnit.MILLISECONDS.toNanos(limitMs());
    }

    private long limitMs() {
      return switch (at) {
        case IDLE -> limits.idleMs();
        case HEADER -> limits.headerMs();
        case ANSWER, UNREAD -> limits.answerMs();
        case STREAM, STREAM_WRITE -> limits.writeMs();
      };
    }

    void close() {
      connection.getEndPoint().close(new TimeoutException("the client took too long"));
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Server server = getServer();
    scheduler.set(server.getScheduler());
    look();
  }

  private void look() {
    Scheduler timer = scheduler.get();
    if (timer == null) {
      return;
    }
    clients.values().stream().filter(Client::isOver).forEach(Client::close);
    timer.schedule(this::look, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() throws Exception {
    scheduler.set(null);
    super.doStop();
  }

  @Override
  public void onOpened(Connection connection) {
    Client client = new Client(connection);
    clients.put(connection, client);
    if (clients.size() > limits.connections()) {
      clients.values().stream()
          .filter(other -> other != client && other.isWaiting())
          .min(Comparator.comparingLong(Client::sinceNs))
          .orElse(client)
          .close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    clients.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    String id = request.getConnectionMetaData().getId() + ' ' + request.getId();
    request.setAttribute(Clients.class.getName(), id);
    Client client = clients.get(connection);
    if (client != null) {
      client.answers(id);
    }
    Request.addCompletionListener(request, failure -> now(connection, At.IDLE));
    request.setAttribute(StreamProgress.class.getName(), progress(connection));
    return super.handle(request, response, callback);
  }

  /** The answer of a request was made. Those that nobody reads are closed, the oldest first. */
  void made(Request request) {
    Client client = clients.get(request.getConnectionMetaData().getConnection());
    if (client == null) {
      return;
    }
    client.made(request.getAttribute(Clients.class.getName()));
    List<Client> unread = clients.values().stream().filter(Client::isUnread).toList();
    unread.stream()
        .sorted(Comparator.comparingLong(Client::sinceNs))
        .limit(Math.max(0, unread.size() - MOST_UNREAD))
        .forEach(Client::close);
  }

  private StreamProgress progress(Connection connection) {
    return writing -> now(connection, writing ? At.STREAM_WRITE : At.STREAM);
  }

  private void now(Connection connection, At at) {
    Client client = clients.get(connection);
    if (client != null) {
      client.now(at);
    }
  }
}
