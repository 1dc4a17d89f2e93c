package dev.tandem.streams.query;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.MetricSpec;
import dev.tandem.streams.counts.Counted;
import dev.tandem.streams.counts.Counts;
import dev.tandem.streams.counts.CountsQuestion.OfKey;
import dev.tandem.streams.counts.CountsQuestion.OfWindow;
import dev.tandem.streams.counts.Measure;
import dev.tandem.streams.query.Views.CountView;
import dev.tandem.streams.query.Views.CountsView;
import dev.tandem.streams.query.Views.MetricView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions and answers about counts in the words of the API. */
final class Answers {
  private final Counts counts;

  Answers(Counts counts) {
    this.counts = counts;
  }

  static MetricView view(MetricSpec spec) {
    Metric metric = spec.metric();
    Lateness lateness = metric.lateness();
    return new MetricView(
        metric.name(),
        metric.id(),
        metric.time().text(),
        metric.window().text(),
        metric.dimensions().stream().map(Dimension::text).toList(),
        metric.where().text(),
        DurationText.format(lateness.liveMs()),
        lateness.historyMs() == Lateness.UNBOUNDED
            ? "unbounded"
            : DurationText.format(lateness.historyMs()),
        spec.retentionText());
  }

  /**
   * The answers for one combination of dimension values in the windows that start in {@code [from,
   * to)}; windows without one are left out.
   */
  CountsView counts(
      Metric metric, List<String> dimensions, long fromMs, long toMs, boolean staleAllowed) {
    OfKey asked = new OfKey(metric.id(), dimensions, fromMs, toMs);
    return view(metric, counts.of(asked, staleAllowed));
  }

  /** The greatest answers of one window, greatest first, by a measure over all its parts. */
  CountsView top(Metric metric, Window window, Measure by, int n, boolean staleAllowed) {
    return view(metric, counts.of(new OfWindow(metric.id(), window, by, n), staleAllowed));
  }

  private static CountsView view(Metric metric, Counts.Answer answer) {
    return new CountsView(
        metric.name(),
        metric.id(),
        answer.counts().stream().map(known -> view(metric, known)).toList(),
        answer.stale());
  }

  private static CountView view(Metric metric, Counts.Known known) {
    Counted counted = known.counted();
    Window window = counted.key().window();
    return Views.count(
        dimensions(metric, counted.key().dimensions()),
        window,
        known.watermarkMs() >= metric.lateness().liveUntilMs(window.endMs()),
        counted);
  }

  static Map<String, String> dimensions(Metric metric, List<String> values) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      dimensions.put(metric.dimensions().get(i).text(), values.get(i));
    }
    return dimensions;
  }

  static Instant instant(long ms) {
    return Instant.ofEpochMilli(ms);
  }
}
