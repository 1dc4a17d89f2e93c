package dev.tandem.streams.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Instances of the application over a log of their own, on the shared broker and registry. */
final class LiveApps implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Topics topics;
  private final int partitions;
  private final Path folder;
  private final int standbyReplicas;
  private final RegistrySettings registry;
  private final String brokers;
  private final LogFormat log;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SortedMap<Integer, Running> running = new TreeMap<>();

  private record Running(LiveApp app, CompletableFuture<Void> run) {}

  LiveApps(String name, int partitions, int standbyReplicas, Path folder) throws Exception {
    this.name = name;
    this.topics = new Topics(name + '-');
    this.partitions = partitions;
    this.standbyReplicas = standbyReplicas;
    this.folder = folder;
    this.registry =
        RegistrySettings.of(SharedServers.with(Server.BROKER, Server.REGISTRY).registry().url());
    this.brokers = SharedServers.with(Server.BROKER).broker().bootstrapServers();
    this.log = new LogFormat(new Schemas(registry), topics.captures());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topics.captures(), Optional.of(partitions), Optional.empty())
                      .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
    }
  }

  /** Starts an instance and gives its port, by which it is known. */
  int start() throws IOException {
    return start(new SpecReader().readDefault(), CountingSettings.DEFAULT);
  }

  /** Starts an instance that asks a registry at another address. */
  int start(String registryUrl) throws IOException {
    return start(
        new SpecReader().readDefault(), CountingSettings.DEFAULT, RegistrySettings.of(registryUrl));
  }

  /** Starts an instance that counts by a spec and gives its port. */
  int start(Spec spec, CountingSettings counting) throws IOException {
    return start(spec, counting, registry);
  }

  private int start(Spec spec, CountingSettings counting, RegistrySettings asked)
      throws IOException {
    int port = freePort();
    LiveApp app =
        new LiveApp(
            new AppSettings(
                Map.of("bootstrap.servers", brokers, "session.timeout.ms", "6000"),
                asked,
                topics,
                spec,
                counting,
                name,
                folder.resolve(String.valueOf(port)),
                1,
                standbyReplicas,
                HttpSettings.local(port)));
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                app.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    running.put(port, new Running(app, run));
    return port;
  }

  /** Stops an instance in good order. */
  void stop(int port) {
    Running stopping = running.remove(port);
    stopping.app.close();
    stopping.run.join();
  }

  /** Waits until an instance ends by itself, and gives why. */
  Throwable failure(int port) {
    return catchThrowable(() -> running.remove(port).run.orTimeout(60, SECONDS).join());
  }

  void send(Capture... captures) throws Exception {
    for (Capture capture : captures) {
      producer
          .send(new ProducerRecord<>(topics.captures(), log.key(capture), log.write(capture)))
          .get();
    }
  }

  /** Appends whatever bytes there are, where their key belongs. */
  void sendBytes(byte[] key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topics.captures(), key, value)).get();
  }

  /** A heartbeat of now in every partition. */
  void heartbeat() throws Exception {
    for (int partition = 0; partition < partitions; partition++) {
      Mark mark = new Mark("main", Mark.Kind.HEARTBEAT, System.currentTimeMillis(), partitions);
      producer
          .send(new ProducerRecord<>(topics.captures(), partition, null, log.write(mark)))
          .get();
    }
  }

  static JsonNode get(int port, String path) throws Exception {
    HttpResponse<String> response = response(port, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  static HttpResponse<String> response(int port, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> post(int port, String path, String json) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(uri(port, path))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Waits for something that fails or is false until it holds. */
  static void eventually(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
    producer.close();
  }
}
