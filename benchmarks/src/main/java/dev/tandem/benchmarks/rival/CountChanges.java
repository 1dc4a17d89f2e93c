package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the change of a document means to each count: one addition for each metric and window. */
final class CountChanges {
  private final List<Metric> metrics;
  private final List<String> ids;

  CountChanges(List<Metric> metrics) {
    this.metrics = List.copyOf(metrics);
    this.ids = metrics.stream().map(Metric::id).toList();
  }

  /**
   * Says what to add to which count; what is EXPIRED is left out, as both sides leave it out.
   *
   * @param to takes a {@link CountText} and a signed tally
   */
  void tell(List<Change> changes, BiConsumer<String, Tally> to) {
    for (Change change : changes) {
      for (int i = 0; i < metrics.size(); i++) {
        Optional<Assignment> assigned = metrics.get(i).assign(change);
        if (assigned.isPresent()) {
          tell(ids.get(i), assigned.get(), to);
        }
      }
    }
  }

  private static void tell(String metric, Assignment assignment, BiConsumer<String, Tally> to) {
    for (Assignment.Judged judged : assignment.windows()) {
      if (judged.verdict() != Verdict.EXPIRED) {
        to.accept(
            CountText.of(metric, assignment.dimensions(), judged.window()),
            Tally.ZERO.plus(judged.verdict(), assignment.measures()));
      }
    }
  }
}
