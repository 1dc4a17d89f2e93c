package dev.tandem.parity.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Google's storage and Dataflow, over 127.0.0.1: as much of them as a submission asks, and strict.
 * What is not in the public schemas, or misses what the service needs, is answered 400 and kept in
 * {@link #mistakes()}. It runs no job: what the service would make of one is not known here.
 */
public final class LoopbackGoogle implements AutoCloseable {
  public static final String PROJECT = "a-project";
  public static final String REGION = "us-central1";

  /** A bucket that can be read and written. */
  public static final String BUCKET = "a-bucket";

  /** A bucket of somebody else. */
  public static final String FORBIDDEN_BUCKET = "anothers-bucket";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StorageCalls storage;
  private final JobCalls jobs;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  private LoopbackGoogle() throws IOException {
    RequestSchemas schemas = new RequestSchemas();
    this.storage = new StorageCalls(schemas, Map.of(BUCKET, 200, FORBIDDEN_BUCKET, 403));
    this.jobs = new JobCalls(schemas, PROJECT, REGION, uri -> storage.objects().containsKey(uri));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts it on a free port. */
  public static LoopbackGoogle start() throws IOException {
    return new LoopbackGoogle();
  }

  /** Beam's options that lead to it. */
  public List<String> beamOptions() {
    return List.of(
        "--dataflowEndpoint=" + root() + "/",
        "--gcsEndpoint=" + root() + "/storage/v1/",
        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory");
  }

  /** All calls, as {@code METHOD /path}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** What no client may send. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** Everything that was uploaded, by {@code gs://bucket/name}. */
  public SortedMap<String, byte[]> objects() {
    return storage.objects();
  }

  /** The jobs that were asked for, each as it was sent. */
  public List<ObjectNode> created() {
    return jobs.created();
  }

  /** The jobs as the service tells of them, by id. */
  public Map<String, ObjectNode> jobs() {
    return jobs.jobs();
  }

  /** That a job which a template holds would be taken. */
  public void assertWouldBeTaken(JsonNode job) {
    jobs.check(job);
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(headers.get("content-encoding"))) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
          body = in.readAllBytes();
        }
      }
      Answer answer =
          answer(Call.of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(Call call) {
    calls.add(call.method() + " /" + String.join("/", call.path()));
    try {
      if (storage.takes(call)) {
        return storage.answer(call, root());
      }
      if (jobs.takes(call)) {
        return jobs.answer(call);
      }
      throw new Refusal(400, "there is no such path: " + call);
    } catch (Refusal e) {
      if (e.isClientsMistake()) {
        mistakes.add(call + ": " + e.getMessage());
      }
      return Answer.error(e.status(), e.getMessage());
    } catch (RuntimeException e) {
      mistakes.add(call + ": cannot be read: " + e);
      return Answer.error(400, "cannot be read: " + e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
