package dev.tandem.beam.pipeline;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one capture changes in one metric: what is taken back and what is said.
 *
 * @param changes those that concern the metric, each with what it means to it
 */
record MetricChange(Metric metric, List<Part> changes) {
  /** A change and its meaning. */
  record Part(Change change, Assignment assignment) {
    long arrivedMs() {
      return change.contribution().arrivedMs();
    }
  }

  static MetricChange of(Metric metric, List<Change> changes) {
    List<Part> parts = new ArrayList<>(changes.size());
    for (Change change : changes) {
      metric.assign(change).ifPresent(assignment -> parts.add(new Part(change, assignment)));
    }
    return new MetricChange(metric, parts);
  }

  /**
   * Whether a window it changes may be forgotten: one whose history was over when the capture
   * arrived, or by the log's own watermark (contract, section 6).
   *
   * @param seenMs the later of the two
   */
  boolean touchesForgotten(long seenMs) {
    return changes.stream()
        .flatMap(part -> part.assignment().windows().stream())
        .anyMatch(
            judged ->
                judged.verdict() != Verdict.EXPIRED
                    && metric.lateness().historyUntilMs(judged.window().endMs()) <= seenMs);
  }

  /** What it changes in the windows of one verdict. */
  List<ExpiredChange> in(Verdict verdict) {
    List<ExpiredChange> found = new ArrayList<>();
    for (Part part : changes) {
      Assignment assignment = part.assignment();
      List<Window> windows =
          assignment.windows().stream()
              .filter(judged -> judged.verdict() == verdict)
              .map(Assignment.Judged::window)
              .toList();
      if (!windows.isEmpty()) {
        found.add(
            new ExpiredChange(
                assignment.dimensions(),
                windows,
                assignment.measures(),
                part.arrivedMs(),
                verdict));
      }
    }
    return found;
  }
}
