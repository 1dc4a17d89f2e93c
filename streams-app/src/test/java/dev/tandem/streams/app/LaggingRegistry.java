package dev.tandem.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The real registry, but that it knows no schema by its id the first times it is asked. */
public final class LaggingRegistry implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI real;
  private final int most;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Listens on a port of its own.
   *
   * @param url of the real registry
   * @param refusals how often it does not know a schema
   */
  public LaggingRegistry(String url, int refusals) throws IOException {
    real = URI.create(url);
    most = refusals;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its own address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + real.getPath();
  }

  /** How often it has not known a schema. */
  public int refusals() {
    return Math.min(asked.get(), most);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 404;
      byte[] answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(UTF_8);
      if (!exchange.getRequestURI().getPath().contains("/schemas/ids/")
          || asked.incrementAndGet() > most) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(real.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
          request.header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
        }
        HttpResponse<byte[]> response =
            HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        status = response.statusCode();
        answer = response.body();
      }
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
