package dev.tandem.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client cannot take from the others. */
class HttpServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGE_ANSWER = 64 << 20;

  /** More than a socket takes without a reader. */
  private static final int METRICS = 900_000;

  /** Short times, so that a client is soon found too slow. */
  private static final HttpLimits SHORT = new HttpLimits(40, 600, 600, 1_000, 2_000, 1_000, 20_000);

  private final CountDownLatch slow = new CountDownLatch(1);
  private final AtomicInteger streams = new AtomicInteger();
  private HttpServer server = start(HttpLimits.STANDARD);

  private HttpServer start(HttpLimits limits) {
    return HttpServer.start(
        new HttpBinding("127.0.0.1", 0, Set.of("Tandem.Example", "fe80::7")),
        limits,
        List.of(
            new Lane("slow", path -> path.equals("/slow"), 2, 1),
            new Lane("streams", path -> path.equals("/stream"), 8, 0),
            new Lane("health", path -> path.equals("/health"), 2, 64),
            new Lane("rest", path -> true, 4, 64)),
        this::routes);
  }

  private void routes(JavalinConfig config) {
    config.routes.get("/health", request -> request.result("up"));
    config.routes.post("/echo", request -> request.result(request.bodyAsBytes()));
    config.routes.get("/metrics", request -> request.result("x".repeat(METRICS)));
    config.routes.get("/large", request -> request.result(new byte[LARGE_ANSWER]));
    config.routes.get(
        "/broken",
        request -> {
          throw new IllegalStateException("secret");
        });
    config.routes.get(
        "/slow",
        request -> {
          slow.await();
          request.result("at last");
        });
    config.routes.get(
        "/stream",
        request -> {
          streams.incrementAndGet();
          try (EventOutput out = EventOutput.begin(request, "text/event-stream")) {
            byte[] event = ("data: " + "x".repeat(10_000) + "\n\n").getBytes(UTF_8);
            while (true) {
              out.write(event);
              out.flush();
              Thread.sleep(5);
            }
          } finally {
            streams.decrementAndGet();
          }
        });
  }

  private void restart(HttpLimits limits) {
    server.close();
    server = start(limits);
  }

  @AfterEach
  void tearDown() {
    slow.countDown();
    server.close();
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(request(server.port(), path).build(), BodyHandlers.ofString());
  }

  private void assertHealthy() throws Exception {
    assertThat(get("/health").body()).isEqualTo("up");
  }

  private String raw(String text) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      return client.send(text).untilClosed();
    }
  }

  private static String post(String headers) {
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
  }

  @Test
  void shouldAnswerBesideHalfSentRequests() throws Exception {
    try (HalfRequests half = HalfRequests.send(server.port(), "/echo", 450, 50)) {
      assertThat(half.sockets()).hasSize(500);
      long beganNs = System.nanoTime();
      assertHealthy();
      assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void shouldAnswerBesideMoreConnectionsThanItKeeps() throws Exception {
    restart(new HttpLimits(20, 20_000, 20_000, 1_000, 20_000, 20_000, 20_000));
    try (HalfRequests half = HalfRequests.send(server.port(), "/echo", 0, 60)) {
      assertThat(half.sockets()).hasSize(60);
      assertHealthy();
    }
  }

  @Test
  void shouldRefuseABodyThatDoesNotCome() throws Exception {
    restart(SHORT);
    assertThat(raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{"))
        .startsWith("HTTP/1.1 408")
        .contains("\"detail\":\"the body did not come within 600 ms\"");
  }

  @Test
  void shouldCloseAConnectionWhoseRequestDoesNotCome() throws Exception {
    restart(SHORT);
    assertThat(raw("GET /health HTT")).isEmpty();
    assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX-A")).isEmpty();
  }

  @Test
  void shouldCloseAConnectionThatSendsAByteNowAndThen() throws Exception {
    restart(SHORT);
    try (RawClient client = new RawClient(server.port())) {
      assertThatThrownBy(
              () -> {
                // Far more than fits into the time, each well before any silence is noticed.
                for (int i = 0; i < 1_000; i++) {
                  client.send("G");
                  Thread.sleep(50);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldKeepAConnectionBetweenRequests() throws Exception {
    restart(SHORT);
    try (RawClient client = new RawClient(server.port())) {
      String ask = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
      client.send(ask + "\r\n");
      byte[] first = new byte[12];
      assertThat(client.socket().getInputStream().readNBytes(first, 0, 12)).isEqualTo(12);
      // Longer than a header may take.
      Thread.sleep(1_200);
      assertThat(client.send(ask + "Connection: close\r\n\r\n").untilClosed())
          .contains("HTTP/1.1 200");
    }
  }

  @Test
  void shouldRefuseALongBody() throws Exception {
    restart(SHORT);
    assertThat(raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n{"))
        .startsWith("HTTP/1.1 413");
    String piece = "64\r\n" + "x".repeat(100) + "\r\n";
    assertThat(
            raw(
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + piece.repeat(11)))
        .startsWith("HTTP/1.1 413")
        .contains("1000 bytes at most");
  }

  @Test
  void shouldTakeABodyThatComesInPieces() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send(post("Connection: close\r\nTransfer-Encoding: chunked") + "3\r\nabc\r\n");
      assertHealthy();
      assertThat(client.send("2\r\nde\r\n0\r\n\r\n").untilClosed())
          .startsWith("HTTP/1.1 200")
          .endsWith("abcde");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.9.0.1:80",
        "[::1]:8080",
        "tandem.example",
        "tandem.example:9000",
        "[fe80::7]"
      })
  void shouldAnswerUnderItsNames(String host) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "[::2]",
        "xn--tandem.example"
      })
  void shouldRefuseAnotherName(String host) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("Host: " + host + " is no name of this server", "--http-allowed-hosts");
    assertThat(
            raw(
                "GET http://"
                    + host
                    + "/health HTTP/1.1\r\nConnection: close\r\nHost: "
                    + host
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void shouldRefuseMoreThanALaneTakesAndAnswerOthers() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asked.add(client.sendAsync(request(server.port(), "/slow").build(), BodyHandlers.ofString()));
    }
    await().atMost(PATIENCE).until(() -> asked.stream().filter(a -> a.isDone()).count() == 3);
    assertHealthy();
    for (CompletableFuture<HttpResponse<String>> each : asked) {
      if (each.isDone()) {
        assertThat(each.get().statusCode()).isEqualTo(503);
        assertThat(each.get().headers().firstValue("Retry-After")).contains("1");
      }
    }
    slow.countDown();
    for (CompletableFuture<HttpResponse<String>> each : asked) {
      assertThat(each.get().statusCode()).isIn(200, 503);
    }
  }

  @Test
  void shouldCloseTheConnectionOfASlowReader() throws Exception {
    restart(SHORT);
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await().atMost(PATIENCE).until(() -> streams.get() == 1);
      await().atMost(PATIENCE).until(() -> streams.get() == 0);
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Socket socket = client.socket();
      long read = 0;
      // A byte now and then, until the rest of what was on its way is all there is.
      for (int i = 0; i < 60 && socket.getInputStream().read() >= 0; i++) {
        read++;
        Thread.sleep(50);
      }
      read += client.untilClosed().length();
      assertThat(read).isLessThan(LARGE_ANSWER);
    }
  }

  /** No thread waits for one who asks and asks, and reads nothing. */
  @Test
  void shouldAnswerBesideClientsThatReadNothing() throws Exception {
    String asking = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(150);
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < Clients.MOST_UNREAD + 2; i++) {
        RawClient client = new RawClient(server.port(), 4_096);
        clients.add(client);
        client.send(asking);
        assertThat(client.socket().getInputStream().read()).isEqualTo('H');
      }
      // Answers that nobody reads are bounded.
      await().atMost(PATIENCE).until(() -> server.connections() <= Clients.MOST_UNREAD);
      for (int i = 0; i < 5; i++) {
        long beganNs = System.nanoTime();
        assertHealthy();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(5));
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    assertHealthy();
  }

  @Test
  void shouldGiveAWholeAnswerToOneWhoReadsSlowly() throws Exception {
    try (RawClient client = new RawClient(server.port(), 4_096)) {
      client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(client.untilClosed()).hasSizeGreaterThan(METRICS).endsWith("xxx");
    }
    assertThat(get("/large").body()).hasSize(LARGE_ANSWER);
  }

  @Test
  void shouldStreamOnToOneWhoReads() throws Exception {
    restart(SHORT);
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
      long untilNs = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
      byte[] some = new byte[8_192];
      while (System.nanoTime() < untilNs) {
        assertThat(client.socket().getInputStream().read(some)).isPositive();
      }
    }
    await().atMost(PATIENCE).until(() -> streams.get() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\3\r\n\r\n",
        "GET\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /health;a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /a/../../health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "FOO /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "TRACE /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void shouldNeverFailForGarbage(String request) throws Exception {
    restart(SHORT);
    String answer = raw(request);
    assertThat(answer).doesNotContain("HTTP/1.1 500", "\tat ", "Exception", "<html", "secret");
    assertThat(answer.startsWith("HTTP/1.1 ") || answer.isEmpty()).as(answer).isTrue();
  }

  @Test
  void shouldRefuseLongHeadersAndShowNoStackTrace() throws Exception {
    String longHeader = "X-Long: " + "x".repeat(20_000);
    assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\n" + longHeader + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    HttpResponse<String> broken = get("/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret", "\tat ", "dev.tandem");
  }

  @Test
  void shouldSayWhereItCannotListen() {
    HttpBinding taken = HttpBinding.of("127.0.0.1", server.port());
    List<Lane> lanes = List.of(new Lane("rest", path -> true, 1, 1));
    assertThatThrownBy(() -> HttpServer.start(taken, SHORT, lanes, config -> {}))
        .isInstanceOf(BindingFailed.class)
        .hasMessageContaining("in use");
    HttpBinding foreign = HttpBinding.of("192.0.2.1", 0);
    assertThatThrownBy(() -> HttpServer.start(foreign, SHORT, lanes, config -> {}))
        .isInstanceOf(BindingFailed.class);
  }
}
