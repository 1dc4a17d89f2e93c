package dev.tandem.streams.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.counts.Measure;
import dev.tandem.streams.monitoring.Monitoring;
import dev.tandem.streams.query.Questions.Range;
import dev.tandem.streams.query.Route.Events;
import dev.tandem.streams.query.Route.Json;
import dev.tandem.streams.query.Route.Text;
import dev.tandem.streams.query.Views.CountsView;
import dev.tandem.streams.query.Views.HealthView;
import dev.tandem.streams.query.Views.MetricView;
import dev.tandem.streams.query.Views.ProgressesView;
import dev.tandem.streams.query.Views.QualityView;
import dev.tandem.streams.why.DocumentWhy;
import dev.tandem.streams.why.WindowWhy;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** The routes of the API. */
final class Api {
  private static final Parameter METRIC =
      Parameter.path("metric", "a metric's name or its id", "documents-by-state-month");
  private static final Parameter STALE =
      Parameter.choice(
          "stale",
          "allow: a standby or a replica that is being restored may answer while the owner cannot;"
              + " the answer then says how old it is",
          List.of("refuse", "allow"));

  private final Spec spec;
  private final Questions questions;
  private final Whys whys;
  private final ObjectMapper json;
  private final Monitoring monitoring;
  private final ChangeStreams changes;
  private final Supplier<Backend> backend;
  private final Supplier<Optional<Backend>> started;

  /**
   * @param backend throws {@link dev.tandem.streams.instances.NotReady} while there is none
   */
  Api(
      Spec spec,
      ObjectMapper json,
      Monitoring monitoring,
      ChangeStreams changes,
      Supplier<Backend> backend,
      Supplier<Optional<Backend>> started) {
    this.json = json;
    this.monitoring = monitoring;
    this.changes = changes;
    this.spec = spec;
    this.questions = new Questions(spec);
    this.whys = new Whys(questions, backend);
    this.backend = backend;
    this.started = started;
  }

  Questions questions() {
    return questions;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(answers());
    routes.add(
        new Route(
            "/openapi.json",
            "openapi",
            "This document",
            List.of(),
            false,
            new Text("application/json", "The OpenAPI document of this API"),
            request -> request.json(ApiDocument.of(routes(), json))));
    routes.add(
        new Route(
            "/metrics",
            "measurements",
            "What this instance measures of itself, for Prometheus",
            List.of(),
            false,
            new Text("text/plain", "Prometheus's text format"),
            request ->
                request
                    .contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(monitoring.scrape())));
    return routes;
  }

  private List<Route> answers() {
    return List.of(
        new Route(
            "/v1/metrics",
            "metrics",
            "The metrics and their specs",
            List.of(),
            false,
            new Json(MetricView.class, true, true),
            this::metrics),
        new Route(
            "/v1/metrics/{metric}/counts",
            "counts",
            "One combination of dimension values over a range of windows; windows without an"
                + " answer are left out",
            List.of(
                METRIC,
                Parameter.required(
                    "from", "the first start of a window: a date or an instant", "2026-07-01"),
                Parameter.required("to", "exclusive: a date or an instant", "2026-08-01"),
                STALE),
            true,
            new Json(CountsView.class, false, true),
            this::counts),
        new Route(
            "/v1/metrics/{metric}/top",
            "top",
            "The greatest of one window, greatest first",
            List.of(
                METRIC,
                Parameter.required("window", "its start: a date or an instant", "2026-07-01"),
                Parameter.choice("by", "a measure, over all parts", Measure.texts()),
                Parameter.optional("n", "how many: 1 to 1000, 10 if not given", "10"),
                STALE),
            false,
            new Json(CountsView.class, false, true),
            this::top),
        new Route(
            "/v1/metrics/{metric}/why",
            "whyWindow",
            "Why a window is open, or that it is closed: of one combination of dimension values"
                + " where they are given, else of all",
            List.of(
                METRIC,
                Parameter.required("window", "its start: a date or an instant", "2026-07-01"),
                STALE),
            true,
            new Json(WindowWhy.class, false, false),
            whys::window),
        new Route(
            "/v1/metrics/{metric}/changes",
            "changes",
            "Changes of counts as they happen, as server-sent events; each dimension that is given"
                + " filters",
            List.of(METRIC),
            true,
            new Events(ChangeStreams.eventViews()),
            this::changes),
        new Route(
            "/v1/documents/{accessKey}/why",
            "whyDocument",
            "Why a document counts where it does: its captures, the winner, the cancellation, and"
                + " for each metric its windows and verdicts or the reason it does not count",
            List.of(
                Parameter.path(
                    "accessKey", "44 characters", "35260734128745000152550010000000011000000010"),
                STALE),
            false,
            new Json(DocumentWhy.class, false, false),
            whys::document),
        new Route(
            "/v1/quality",
            "quality",
            "Captures by quality class",
            List.of(),
            false,
            new Json(QualityView.class, true, true),
            this::quality),
        new Route(
            "/v1/progress",
            "progress",
            "How far each partition of the log has been taken",
            List.of(),
            false,
            new Json(ProgressesView.class, false, true),
            this::progress),
        new Route(
            "/health",
            "health",
            "Whether this instance runs: 503 where it does not",
            List.of(),
            false,
            new Json(HealthView.class, false, false),
            this::health));
  }

  private void metrics(Context request) {
    List<MetricView> metrics = spec.metrics().stream().map(Answers::view).toList();
    Replies.table(request, metrics, () -> Tables.metrics(metrics));
  }

  private void counts(Context request) {
    Metric metric = questions.metric(request);
    List<String> dimensions = questions.dimensions(request, metric);
    Range range = questions.range(request, metric);
    counts(
        request,
        metric,
        new Answers(backend.get().counts())
            .counts(
                metric, dimensions, range.fromMs(), range.toMs(), questions.staleAllowed(request)));
  }

  private void top(Context request) {
    Metric metric = questions.metric(request);
    Window window = questions.window(request, metric);
    Measure by = questions.by(request);
    int n = questions.n(request);
    counts(
        request,
        metric,
        new Answers(backend.get().counts())
            .top(metric, window, by, n, questions.staleAllowed(request)));
  }

  private static void counts(Context request, Metric metric, CountsView view) {
    Replies.stale(request, view.stale());
    Replies.table(request, view, () -> Tables.counts(metric, view));
  }

  private void changes(Context request) throws Exception {
    changes.events(request, questions.metric(request), backend.get());
  }

  /** What another instance hears. */
  void peerChanges(Context request) throws Exception {
    String metric = String.valueOf(request.queryParam("metric"));
    Metric known =
        spec.find(metric)
            .map(MetricSpec::metric)
            .orElseThrow(() -> new NotFoundResponse("this instance does not count " + metric));
    changes.lines(request, known, backend.get());
  }

  private void quality(Context request) {
    List<QualityView> quality = backend.get().reported().qualityView();
    Replies.table(request, quality, () -> Tables.quality(quality));
  }

  private void progress(Context request) {
    ProgressesView progress = backend.get().reported().progressView();
    Replies.table(request, progress, () -> Tables.progress(progress));
  }

  private void health(Context request) {
    String state = started.get().map(b -> b.reported().state().name()).orElse("STARTING");
    boolean running =
        state.equals(KafkaStreams.State.RUNNING.name())
            || state.equals(KafkaStreams.State.REBALANCING.name());
    if (!running) {
      request.header("Retry-After", "1");
    }
    request.status(running ? 200 : Replies.UNAVAILABLE).json(new HealthView(state));
  }
}
