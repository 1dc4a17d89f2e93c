package dev.tandem.benchmarks.floor;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.domain.Capture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contract in two HashMaps: nothing is kept elsewhere, nothing is handed on. It answers the
 * parts live and late.
 */
final class HashMapCounter {
  private final List<Metric> metrics;
  private final List<String> ids;
  private final Ledger ledger;
  private final Map<String, LedgerEntry> entries = new HashMap<>();
  private final Map<CountKey, Tally> tallies = new HashMap<>();

  HashMapCounter(List<Metric> metrics, long maxFutureMs) {
    this.metrics = List.copyOf(metrics);
    this.ids = metrics.stream().map(Metric::id).toList();
    this.ledger = new Ledger(maxFutureMs);
  }

  void add(Capture capture) {
    LedgerStep step = ledger.step(entries.getOrDefault(capture.key(), LedgerEntry.EMPTY), capture);
    entries.put(capture.key(), step.after());
    for (Change change : step.changes()) {
      for (int i = 0; i < metrics.size(); i++) {
        Optional<Assignment> assigned = metrics.get(i).assign(change);
        if (assigned.isPresent()) {
          add(ids.get(i), assigned.get());
        }
      }
    }
  }

  private void add(String metric, Assignment assignment) {
    for (Assignment.Judged judged : assignment.windows()) {
      if (judged.verdict() != Verdict.EXPIRED) {
        tallies.merge(
            new CountKey(metric, assignment.dimensions(), judged.window()),
            Tally.ZERO.plus(judged.verdict(), assignment.measures()),
            Tally::plus);
      }
    }
  }

  /** Every window so far, those that are zero included. */
  Map<CountKey, Tally> tallies() {
    return tallies;
  }
}
