package dev.tandem.service;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of every program: Javalin's routes behind what keeps one client from taking it
 * from the others.
 *
 * <pre>
 *   connection - Clients    ends for header, answer and reading; a bound of connections
 *              - HostCheck  421 for a name that is not the server's
 *              - BodyGate   the whole body, bounded, or 408 and 413
 *              - Lanes      threads by kind of request, bounded, or 503
 *              - WholeAnswers  an answer is written when it is whole, and no thread waits for that
 *              - routes
 * </pre>
 *
 * Up to the lanes nothing blocks, so few threads serve any number of half-sent requests.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 12;
  private static final int LEAST_THREADS = 4;
  private static final int ACCEPT_BACKLOG = 1_024;
  private static final int HEADER_BYTES = 8 << 10;

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts answering.
   *
   * @param lanes the first whose paths match is a request's; the last must match all
   * @throws BindingFailed where it cannot listen there
   */
  public static HttpServer start(
      HttpBinding binding, HttpLimits limits, List<Lane> lanes, Consumer<JavalinConfig> routes) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setErrorHandler(new Problems());
    server.setStopTimeout(0);
    Clients clients = new Clients(limits);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(binding.host());
    connector.setPort(binding.port());
    connector.setAcceptQueueSize(ACCEPT_BACKLOG);
    connector.setIdleTimeout(limits.idleMs());
    connector.addBean(clients);
    server.addConnector(connector);
    server.setHandler(
        chain(
            List.of(
                clients,
                new HostCheck(binding),
                new BodyGate(limits),
                new Lanes(lanes, clients),
                new WholeAnswers()),
            servlets(routes)));
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      Throwable root = e.getCause() == null ? e : e.getCause();
      throw new BindingFailed(String.valueOf(root.getMessage()), e);
    }
    return new HttpServer(server, connector);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    return configuration;
  }

  private static Handler chain(List<Handler.Wrapper> gates, Handler last) {
    for (int i = 0; i < gates.size(); i++) {
      gates.get(i).setHandler(i + 1 < gates.size() ? gates.get(i + 1) : last);
    }
    return gates.get(0);
  }

  private static Handler servlets(Consumer<JavalinConfig> routes) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.setErrorHandler(new Problems());
    context.addServlet(
        new ServletHolder(
            Javalin.create(
                    config -> {
                      config.startup.showJavalinBanner = false;
                      config.http.prefer405over404 = true;
                      routes.accept(config);
                    })
                .javalinServlet()),
        "/*");
    return context;
  }

  /** Where it listens. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Connections that are open now. */
  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop: " + e.getMessage(), e);
    }
  }
}
