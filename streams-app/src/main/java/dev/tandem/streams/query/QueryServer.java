package dev.tandem.streams.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tandem.counting.Metric;
import dev.tandem.streams.query.Views.CountsView;
import dev.tandem.streams.query.Views.HealthView;
import dev.tandem.streams.query.Views.ProgressesView;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * The query API:
 *
 * <pre>
 * GET /v1/metrics
 * GET /v1/metrics/{metric}/counts?{dimension}=...&amp;from=...&amp;to=...
 * GET /v1/metrics/{metric}/top?window=...&amp;by=documents&amp;n=10
 * GET /v1/quality
 * GET /v1/progress
 * GET /health
 * </pre>
 *
 * Errors are {@code application/problem+json} (RFC 9457). While partitions move, answers are 503
 * with Retry-After.
 */
public final class QueryServer implements AutoCloseable {
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Answers answers;
  private final Questions questions;
  private final Javalin server;
  private final String host;

  public QueryServer(Answers answers, String host, int port) {
    this.answers = answers;
    this.questions = new Questions(answers.spec());
    this.host = host;
    this.server = start(port);
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

  /** Where it answers, {@code http://127.0.0.1:8080}. */
  public String address() {
    return "http://" + host + ':' + server.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.jsonMapper(new JavalinJackson(mapper(), false));
    config.routes.get("/v1/metrics", request -> request.json(answers.metrics()));
    config.routes.get("/v1/metrics/{metric}/counts", this::counts);
    config.routes.get("/v1/metrics/{metric}/top", this::top);
    config.routes.get("/v1/quality", request -> request.json(answers.quality()));
    config.routes.get("/v1/progress", this::progress);
    config.routes.get("/health", this::health);
    config.routes.exception(
        BadRequest.class, (e, request) -> problem(request, 400, "Bad Request", e.getMessage()));
    config.routes.exception(
        HttpResponseException.class,
        (e, request) -> problem(request, e.getStatus(), "Not answered", e.getMessage()));
    config.routes.exception(
        InvalidStateStoreException.class,
        (e, request) -> {
          request.header("Retry-After", "1");
          problem(
              request,
              SERVICE_UNAVAILABLE,
              "Not ready",
              "the application is "
                  + answers.state()
                  + "; partitions are being taken over or restored");
        });
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .registerModule(new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }

  private void counts(Context request) {
    Metric metric = questions.metric(request);
    questions.allowOnly(request, metric, Set.of("from", "to"), true);
    request.json(
        new CountsView(
            metric.name(),
            metric.id(),
            answers.counts(
                metric,
                questions.dimensions(request, metric),
                questions.windows(request, metric))));
  }

  private void top(Context request) {
    Metric metric = questions.metric(request);
    questions.allowOnly(request, metric, Set.of("window", "by", "n"), false);
    request.json(
        new CountsView(
            metric.name(),
            metric.id(),
            answers.top(
                metric,
                questions.window(request, metric),
                questions.by(request),
                questions.n(request))));
  }

  private void progress(Context request) {
    request.json(
        new ProgressesView(
            "streams-app",
            answers.partitions(),
            Answers.instant(answers.watermarkMs()),
            answers.progress()));
  }

  private void health(Context request) {
    KafkaStreams.State state = answers.state();
    boolean running =
        state == KafkaStreams.State.RUNNING || state == KafkaStreams.State.REBALANCING;
    request.status(running ? 200 : SERVICE_UNAVAILABLE).json(new HealthView(state.name()));
  }

  private static void problem(Context request, int status, String title, String detail) {
    request
        .status(status)
        .json(Map.of("status", status, "title", title, "detail", detail))
        .contentType("application/problem+json");
  }

  @Override
  public void close() {
    server.stop();
  }
}
