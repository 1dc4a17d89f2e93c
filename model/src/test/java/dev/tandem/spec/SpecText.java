package dev.tandem.spec;

import static java.util.stream.Collectors.joining;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.WindowSpec;
import dev.tandem.domain.TimeDomain;
import java.util.Locale;

/** Writes a spec as the YAML that a user would. */
final class SpecText {
  private SpecText() {}

  static String of(Spec spec) {
    return "maxFuture: %s\narrivalSlack: %s\nmetrics:\n%s"
        .formatted(
            DurationText.format(spec.maxFutureMs()),
            DurationText.format(spec.arrivalSlackMs()),
            spec.metrics().stream().map(SpecText::of).collect(joining()));
  }

  private static String of(MetricSpec spec) {
    Metric metric = spec.metric();
    return """
      - name: %s
        time: %s
        window: { %s }
        dimensions: [%s]
        where: { %s }
        lateness: { live: %s, history: %s }
        retention: %s
        history: { early: %s, late: %s, accumulation: %s }
    """
        .formatted(
            metric.name(),
            metric.time().text(),
            of(metric.window(), metric.time()),
            metric.dimensions().stream().map(Dimension::text).collect(joining(", ")),
            metric.where().conditions().stream().map(SpecText::of).collect(joining(", ")),
            DurationText.format(metric.lateness().liveMs()),
            history(metric.lateness()),
            spec.retentionText(),
            spec.history().early().text(),
            spec.history().late().text(),
            spec.history().accumulation().name().toLowerCase(Locale.ROOT));
  }

  private static String of(WindowSpec window, TimeDomain time) {
    if (window instanceof WindowSpec.Tumbling tumbling) {
      return "tumbling: " + DurationText.format(tumbling.sizeMs());
    }
    if (window instanceof WindowSpec.Hopping hopping) {
      return "hopping: "
          + DurationText.format(hopping.sizeMs())
          + ", every: "
          + DurationText.format(hopping.everyMs());
    }
    WindowSpec.Calendar calendar = (WindowSpec.Calendar) window;
    String unit = "calendar: " + calendar.unit().name().toLowerCase(Locale.ROOT);
    return time == TimeDomain.ISSUED_LOCAL ? unit : unit + ", zone: " + calendar.zone();
  }

  private static String of(Filter.Condition condition) {
    String values =
        condition.values().stream().map(v -> '"' + v + '"').collect(joining(", ", "[", "]"));
    return condition.dimension().text()
        + ": "
        + (condition.negated() ? "{ not: " + values + " }" : values);
  }

  private static String history(Lateness lateness) {
    return lateness.historyMs() == Lateness.UNBOUNDED
        ? "unbounded"
        : DurationText.format(lateness.historyMs());
  }
}
