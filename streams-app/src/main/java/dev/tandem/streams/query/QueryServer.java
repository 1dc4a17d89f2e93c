package dev.tandem.streams.query;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.Dimension;
import dev.tandem.service.BindingFailed;
import dev.tandem.service.HttpBinding;
import dev.tandem.service.HttpLimits;
import dev.tandem.service.HttpServer;
import dev.tandem.service.Lane;
import dev.tandem.spec.Spec;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.instances.PartitionQuestion;
import dev.tandem.streams.instances.WrongQuestion;
import dev.tandem.streams.monitoring.Monitoring;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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

  private static final String INTERNAL = "/internal/";

  /** What is quick has threads of its own; listeners to changes have one each. */
  private static final List<Lane> LANES =
      List.of(
          new Lane("health", "/health"::equals, 2, 64),
          new Lane("status", Set.of("/metrics", "/openapi.json")::contains, 2, 64),
          new Lane("peers", ChangeStreams.PEER_PATH::equals, 256, 0),
          new Lane("internal", path -> path.startsWith(INTERNAL), 16, 256),
          new Lane("changes", path -> path.endsWith("/changes"), 64, 0),
          new Lane("documents", path -> path.startsWith("/v1/documents/"), 8, 64),
          new Lane("questions", path -> true, 32, 256));

  private final ObjectMapper json;
  private final Monitoring monitoring;
  private final Api api;
  private final AtomicReference<Backend> backend = new AtomicReference<>();
  private final HttpServer server;

  /** Starts it. */
  public QueryServer(Spec spec, ObjectMapper json, Monitoring monitoring, HttpBinding binding) {
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
    this.server = start(binding);
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

  private HttpServer start(HttpBinding binding) {
    try {
      return HttpServer.start(binding, HttpLimits.STANDARD, LANES, this::configure);
    } catch (BindingFailed e) {
      throw new IllegalStateException(
          "queries cannot be answered at "
              + binding.host()
              + ':'
              + binding.port()
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
        WrongQuestion.class, (e, r) -> Replies.problem(r, 400, "Bad Request", e.getMessage()));
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

  private void internal(Context request) {
    String path = INTERNAL + request.pathParam("name");
    Endpoint<?, ?> endpoint =
        backend()
            .endpoint(path)
            .orElseThrow(() -> new NotFoundResponse("there is nothing at " + path));
    request.json(answer(endpoint, request));
  }

  private <Q extends PartitionQuestion, A> A answer(Endpoint<Q, A> endpoint, Context request) {
    return endpoint.here().apply(question(endpoint.question(), request.bodyAsBytes()));
  }

  private <Q> Q question(Class<Q> question, byte[] body) {
    try {
      return Optional.ofNullable(json.readValue(body, question))
          .orElseThrow(() -> new WrongQuestion("the body holds no question"));
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new WrongQuestion("the body is no question that an instance asks" + where);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    server.close();
  }
}
