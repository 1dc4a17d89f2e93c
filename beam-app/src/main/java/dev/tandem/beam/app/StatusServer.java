package dev.tandem.beam.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /metrics} and {@code /health}. No login, so it is bound to this machine. */
final class StatusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "status server");
            thread.setDaemon(true);
            return thread;
          });

  private record Page(int status, String type, String body) {}

  /**
   * What {@code /health} says.
   *
   * @param json an object
   */
  record Health(boolean well, String json) {}

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param metrics in Prometheus's text format
   * @throws UserError where the address cannot be had
   */
  static StatusServer start(
      String host, int port, Supplier<String> metrics, Supplier<Health> health) {
    try {
      StatusServer server =
          new StatusServer(HttpServer.create(new InetSocketAddress(host, port), 0));
      server.serve("/metrics", () -> new Page(200, PROMETHEUS, metrics.get()));
      server.serve(
          "/health",
          () -> {
            Health now = health.get();
            return new Page(now.well() ? 200 : 503, JSON, now.json());
          });
      server.server.setExecutor(server.threads);
      server.server.start();
      LOG.info("Metrics and health are at http://{}:{}/metrics and /health", host, server.port());
      return server;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          "--http-port "
              + port
              + " at "
              + host
              + " cannot be served on ("
              + e.getMessage()
              + "): name another, or 0 for a free one",
          e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(String path, Supplier<Page> page) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
              answer(
                  exchange, new Page(404, JSON, "{\"error\":\"there are /metrics and /health\"}"));
            } else if (!exchange.getRequestMethod().equals("GET")) {
              answer(exchange, new Page(405, JSON, "{\"error\":\"only GET is answered\"}"));
            } else {
              answer(exchange, page.get());
            }
          } catch (RuntimeException e) {
            LOG.warn("{} could not be answered", path, e);
            throw e;
          }
        });
  }

  private static void answer(HttpExchange exchange, Page page) throws IOException {
    byte[] body = page.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", page.type());
    exchange.sendResponseHeaders(page.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
