package dev.tandem.service;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /metrics} and {@code /health}, and nothing else. There is no login. */
public final class StatusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final List<Lane> LANES =
      List.of(
          new Lane("health", "/health"::equals, 2, 64), new Lane("status", path -> true, 2, 64));

  private final HttpServer server;

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param metrics in Prometheus's text format
   * @throws BindingFailed where it cannot listen there
   */
  public static StatusServer start(
      HttpBinding binding, Supplier<String> metrics, Supplier<Health> health) {
    StatusServer server =
        new StatusServer(
            HttpServer.start(
                binding, HttpLimits.STANDARD, LANES, config -> routes(config, metrics, health)));
    LOG.info(
        "Metrics and health are at http://{}:{}/metrics and /health",
        binding.host(),
        server.port());
    return server;
  }

  private static void routes(
      JavalinConfig config, Supplier<String> metrics, Supplier<Health> health) {
    config.routes.get("/metrics", request -> request.contentType(PROMETHEUS).result(metrics.get()));
    config.routes.get(
        "/health",
        request -> {
          Health now = health.get();
          request.status(now.well() ? 200 : 503).contentType(JSON).result(now.json());
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, request) ->
            error(
                request,
                e.getStatus(),
                e.getStatus() == 405 ? "only GET is answered" : "there are /metrics and /health"));
    config.routes.exception(
        Exception.class,
        (e, request) -> {
          LOG.warn("{} could not be answered", request.path(), e);
          error(request, 500, "an answer failed; the log says why");
        });
  }

  private static void error(Context request, int status, String text) {
    request.status(status).contentType(JSON).result("{\"error\":\"" + text + "\"}");
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
