package dev.tandem.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that lags condemns nothing; a schema that is no Avro condemns its record. */
class RegistryTroubleIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_SCHEMA =
      "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{}}";
  private static final int REFUSALS = 12;

  @TempDir private Path folder;

  /** The real registry, but for a while it knows no schema by its id. */
  private static final class LaggingRegistry implements AutoCloseable {
    private final URI real;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refusals = new AtomicInteger();

    LaggingRegistry(String url) throws IOException {
      real = URI.create(url);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + real.getPath();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 404;
        byte[] answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(UTF_8);
        if (!exchange.getRequestURI().getPath().contains("/schemas/ids/")
            || refusals.incrementAndGet() > REFUSALS) {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(real.resolve(exchange.getRequestURI().toString()))
                  .method(
                      exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
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

  @Test
  void shouldWaitForALaggingRegistryAndRejectOnlyWhatIsNoAvro() throws Exception {
    String registry = SharedServers.with(Server.REGISTRY).registry().url();
    try (LaggingRegistry lagging = new LaggingRegistry(registry);
        LiveApps apps = new LiveApps("registry-trouble", 2, 0, folder)) {
      for (int number = 1; number <= 4; number++) {
        apps.send(Documents.of(number, 1, 100, 1_000));
      }
      apps.heartbeat();
      apps.sendBytes("a".getBytes(UTF_8), record(register(registry, "JSON", JSON_SCHEMA)));
      apps.sendBytes(
          "b".getBytes(UTF_8),
          record(
              register(registry, "PROTOBUF", "syntax = \"proto3\"; message A { string a = 1; }")));

      int port = apps.start(lagging.url());

      LiveApps.eventually(() -> counted(port) == 4);
      LiveApps.eventually(
          () -> LiveApps.response(port, "/metrics").body().contains(rejected("2.0")));
      assertThat(lagging.refusals.get()).isGreaterThan(REFUSALS);
    }
  }

  private static String rejected(String count) {
    return "tandem_task_events{event=\"rejected\"} " + count;
  }

  private static long counted(int port) throws Exception {
    long counted = 0;
    for (JsonNode quality : LiveApps.get(port, "/v1/quality")) {
      if (quality.path("qualityClass").asText().equals("counted")) {
        counted += quality.path("captures").asLong();
      }
    }
    return counted;
  }

  private static int register(String registry, String type, String schema) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(registry + "/subjects/foreign-" + type + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("schemaType", type, "schema", schema))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).get("id").asInt();
  }

  private static byte[] record(int id) {
    return ByteBuffer.allocate(9).put((byte) 0).putInt(id).putInt(7).array();
  }
}
