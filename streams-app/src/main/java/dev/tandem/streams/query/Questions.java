package dev.tandem.streams.query;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.spec.TimeText;
import dev.tandem.streams.counts.LocalCounts;
import dev.tandem.streams.counts.Measure;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads the parameters of a request. */
final class Questions {
  private static final int MOST_TOP = 1_000;

  private final Spec spec;

  Questions(Spec spec) {
    this.spec = spec;
  }

  /** How far behind its newest heartbeat a source's watermark is. */
  long arrivalSlackMs() {
    return spec.arrivalSlackMs();
  }

  Metric metric(Context request) {
    String name = request.pathParam("metric");
    return spec.find(name)
        .map(MetricSpec::metric)
        .orElseThrow(
            () ->
                new NotFoundResponse(
                    "there is no metric "
                        + name
                        + "; there are "
                        + spec.counted().stream()
                            .map(Metric::name)
                            .collect(Collectors.joining(", "))));
  }

  /** One value for each dimension; the empty text asks for documents that have none. */
  List<String> dimensions(Context request, Metric metric) {
    List<String> values = new ArrayList<>();
    for (Dimension dimension : metric.dimensions()) {
      values.add(
          text(request, dimension.text())
              .orElseThrow(
                  () ->
                      new BadRequest(
                          dimension.text(),
                          "(missing)",
                          "give a value for each of "
                              + names(metric)
                              + "; empty for documents that have none")));
    }
    return values;
  }

  /** Whether any dimension is given. */
  boolean hasDimensions(Context request, Metric metric) {
    return metric.dimensions().stream().anyMatch(d -> text(request, d.text()).isPresent());
  }

  /** A time range. */
  record Range(long fromMs, long toMs) {}

  /** The range {@code [from, to)} of starts of windows. */
  Range range(Context request, Metric metric) {
    long fromMs = time(request, "from");
    long toMs = time(request, "to");
    if (fromMs >= toMs) {
      throw new BadRequest(
          "to", String.valueOf(request.queryParam("to")), "give a time after from");
    }
    List<Window> windows = metric.window().startingIn(fromMs, toMs, LocalCounts.MOST_WINDOWS);
    if (windows.size() > LocalCounts.MOST_WINDOWS) {
      throw new BadRequest(
          "to",
          String.valueOf(request.queryParam("to")),
          "more than "
              + LocalCounts.MOST_WINDOWS
              + " windows start between from and to; ask for less at a time");
    }
    return new Range(fromMs, toMs);
  }

  /** Whether an answer may come from a replica that is behind: {@code stale=allow}. */
  boolean staleAllowed(Context request) {
    String text = text(request, "stale").orElse("refuse");
    if (!text.equals("allow") && !text.equals("refuse")) {
      throw new BadRequest("stale", text, "choose one of allow, refuse");
    }
    return text.equals("allow");
  }

  /** The window that starts at {@code window}. */
  Window window(Context request, Metric metric) {
    long startMs = time(request, "window");
    return metric.window().windowsOf(startMs).stream()
        .filter(window -> window.startMs() == startMs)
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequest(
                    "window",
                    String.valueOf(request.queryParam("window")),
                    "no window of "
                        + metric.window().text()
                        + " starts then; one starts at "
                        + Instant.ofEpochMilli(
                            metric.window().windowsOf(startMs).get(0).startMs())));
  }

  Measure by(Context request) {
    String text = text(request, "by").orElse("documents");
    return Measure.named(text)
        .orElseThrow(
            () ->
                new BadRequest("by", text, "choose one of " + String.join(", ", Measure.texts())));
  }

  int n(Context request) {
    String text = text(request, "n").orElse("10");
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_TOP) {
      throw new BadRequest("n", text, "give a whole number from 1 to " + MOST_TOP);
    }
    return Integer.parseInt(text);
  }

  /** Refuses query parameters that mean nothing here, which are misspelt ones. */
  static void allowOnly(Context request, Collection<String> parameters) {
    for (String name : request.queryParamMap().keySet()) {
      if (!parameters.contains(name)) {
        throw new BadRequest(
            name,
            String.valueOf(request.queryParam(name)),
            parameters.isEmpty()
                ? "there are no parameters here"
                : "no such parameter here; there are " + String.join(", ", parameters));
      }
    }
  }

  private static long time(Context request, String parameter) {
    String text =
        text(request, parameter)
            .orElseThrow(() -> new BadRequest(parameter, "(missing)", TimeText.REMEDY));
    OptionalLong time = TimeText.parseMs(text);
    if (time.isEmpty()
        || time.getAsLong() < LocalCounts.EARLIEST_MS
        || time.getAsLong() >= LocalCounts.LATEST_MS) {
      throw new BadRequest(parameter, text, TimeText.REMEDY);
    }
    return time.getAsLong();
  }

  private static Optional<String> text(Context request, String parameter) {
    return Optional.ofNullable(request.queryParam(parameter));
  }

  private static String names(Metric metric) {
    return metric.dimensions().stream().map(Dimension::text).collect(Collectors.joining(", "));
  }
}
