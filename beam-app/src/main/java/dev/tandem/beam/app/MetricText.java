package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A metric in words. */
final class MetricText {
  private MetricText() {}

  static List<String> lines(MetricSpec spec) {
    Metric metric = spec.metric();
    Lateness lateness = metric.lateness();
    MetricSpec.History history = spec.history();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(metric.id());
    lines.add("  event time  " + metric.time().text());
    lines.add("  window      " + metric.window().text());
    lines.add(
        "  dimensions  "
            + metric.dimensions().stream().map(Dimension::text).collect(Collectors.joining(", ")));
    if (!metric.where().conditions().isEmpty()) {
      lines.add("  where       " + metric.where().text());
    }
    lines.add(
        "  live        arrived before window end + " + DurationText.format(lateness.liveMs()));
    lines.add("  late        arrived " + lateUntil(lateness));
    lines.add(
        "  early       " + firing(history.early()) + ", before the watermark is at window end");
    lines.add("  on time     when the watermark is at window end, if there is anything new");
    lines.add("  late panes  " + firing(history.late()) + ", after that");
    lines.add("  panes       " + panes(history.accumulation()));
    lines.add("  kept        " + kept(lateness));
    return lines;
  }

  private static String lateUntil(Lateness lateness) {
    return lateness.historyMs() == Lateness.UNBOUNDED
        ? "after that; nothing expires"
        : "before window end + " + DurationText.format(lateness.historyMs()) + "; later is expired";
  }

  private static String firing(Firing firing) {
    if (firing instanceof Firing.Every every) {
      return "after " + every.changes() + (every.changes() == 1 ? " change" : " changes");
    }
    return firing.text() + " after a change";
  }

  private static String panes(MetricSpec.Accumulation accumulation) {
    return accumulation == MetricSpec.Accumulation.ACCUMULATING
        ? "accumulating: all of the window so far"
        : "discarding: what came since the window's last pane";
  }

  private static String kept(Lateness lateness) {
    return HistoryPipeline.keptForMs(lateness).isPresent()
        ? "by run, until the watermark is at window end + "
            + DurationText.format(HistoryPipeline.keptForMs(lateness).getAsLong())
        : "by run, for ever";
  }
}
