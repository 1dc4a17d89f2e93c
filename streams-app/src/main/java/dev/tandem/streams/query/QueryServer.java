package dev.tandem.streams.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.Dimension;
import dev.tandem.spec.Spec;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.instances.PartitionQuestion;
import dev.tandem.streams.monitoring.Monitoring;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query API over HTTP; {@link Api} has its routes. It answers from the moment it is made, and
 * says that it is not ready until {@link #ready} is called.
 *
 * <p>Errors are {@code application/problem+json} (RFC 9457). Every 5xx has Retry-After.
 */
public final class QueryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);

  /** Listeners to changes have one each. */
  private static final int MOST_THREADS = 400;

  private static final String INTERNAL = "/internal/";

  private final ObjectMapper json;
  private final Monitoring monitoring;
  private final Api api;
  private final AtomicReference<Backend> backend = new AtomicReference<>();
  private final Javalin server;
  private final String host;

  /** Starts it at an address; port 0 is a free one. */
  public QueryServer(Spec spec, ObjectMapper json, Monitoring monitoring, String host, int port) {
    this.json = json;
    this.monitoring = monitoring;
    this.api =
        new Api(
            spec,
            json,
            monitoring,
            new ChangeStreams(json),
            this::backend,
            () -> Optional.ofNullable(backend.get()));
    this.host = host;
    this.server = start(port);
  }

  /** From now on questions are answered. */
  public void ready(Backend answering) {
    backend.set(answering);
  }

  private Backend backend() {
    Backend answering = backend.get();
    if (answering == null) {
      throw new NotReady("the application is starting: it waits for the captures log");
    }
    return answering;
  }

  private Javalin start(int port) {
    try {
      return Javalin.create(this::configure).start(host, port);
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "queries cannot be answered at "
              + host
              + ':'
              + port
              + ": "
              + e.getMessage()
              + " Choose another --http-port, or 0 for a free one.",
          e);
    }
  }

  public int port() {
    return server.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS);
    config.jsonMapper(new JavalinJackson(json, false));
    for (Route route : api.routes()) {
      List<String> known =
          new ArrayList<>(
              route.allParameters().stream()
                  .filter(Parameter::inQuery)
                  .map(Parameter::name)
                  .toList());
      config.routes.get(
          route.path(),
          request -> {
            Questions.allowOnly(request, allowed(route, known, request));
            route.handler().handle(request);
          });
    }
    config.requestLogger.http((request, tookMs) -> measure(request, tookMs));
    config.routes.get(ChangeStreams.PEER_PATH, api::peerChanges);
    config.routes.post(INTERNAL + "{name}", this::internal);
    config.routes.exception(
        BadRequest.class, (e, r) -> Replies.problem(r, 400, "Bad Request", e.getMessage()));
    config.routes.exception(
        NotReady.class,
        (e, r) -> Replies.problem(r, Replies.UNAVAILABLE, "Not ready", e.getMessage()));
    config.routes.exception(
        HttpResponseException.class,
        (e, r) -> Replies.problem(r, e.getStatus(), "Not answered", e.getMessage()));
    config.routes.exception(Exception.class, this::failed);
  }

  /** By the path of the route, of which there are few. */
  private void measure(Context request, float tookMs) {
    io.javalin.router.Endpoint matched = request.endpoints().matchedHttpEndpoint();
    String path = matched == null ? "none" : matched.path;
    // A stream of changes takes as long as somebody listens.
    if (path.endsWith("/changes")) {
      return;
    }
    monitoring.answered(path, request.statusCode(), tookMs);
  }

  /** A metric that there is has its dimensions as parameters; one that is not is told as such. */
  private List<String> allowed(Route route, List<String> known, Context request) {
    if (!route.dimensions()) {
      return known;
    }
    List<String> all = new ArrayList<>(known);
    api.questions().metric(request).dimensions().stream().map(Dimension::text).forEach(all::add);
    return all;
  }

  private void internal(Context request) throws IOException {
    String path = INTERNAL + request.pathParam("name");
    Endpoint<?, ?> endpoint =
        backend()
            .endpoint(path)
            .orElseThrow(() -> new NotFoundResponse("there is nothing at " + path));
    request.json(answer(endpoint, request));
  }

  private <Q extends PartitionQuestion, A> A answer(Endpoint<Q, A> endpoint, Context request)
      throws IOException {
    return endpoint.here().apply(json.readValue(request.bodyAsBytes(), endpoint.question()));
  }

  private void failed(Exception e, Context request) {
    LOG.error("{} {} failed", request.method(), request.path(), e);
    Replies.problem(
        request,
        500,
        "Internal Server Error",
        "an answer failed; the log of the instance says why");
  }

  @Override
  public void close() {
    server.stop();
  }
}
