package dev.tandem.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP server on 127.0.0.1 that answers fixed texts and remembers what it was asked. */
final class StubRegistry implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private StubRegistry(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
    answer("GET /schemas/types", 200, "[\"AVRO\"]");
  }

  static StubRegistry http() {
    try {
      return new StubRegistry(HttpServer.create(anyPort(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StubRegistry https(SSLContext context, boolean clientsNeedCertificates) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = getSSLContext().getDefaultSSLParameters();
              tls.setNeedClientAuth(clientsNeedCertificates);
              parameters.setSSLParameters(tls);
            }
          });
      return new StubRegistry(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String host) {
    return scheme + "://" + host + ":" + server.getAddress().getPort();
  }

  String url() {
    return url("127.0.0.1");
  }

  /** Answers a request such as {@code GET /subjects} so from now on. */
  void answer(String request, int status, String body) {
    answers.put(request, new Answer(status, body));
  }

  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      requests.add(request);
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(authorizations::add);
      exchange.getRequestBody().readAllBytes();
      Answer answer = answers.getOrDefault(request, new Answer(404, "<html>not here</html>"));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
