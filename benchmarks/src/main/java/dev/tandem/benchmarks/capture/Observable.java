package dev.tandem.benchmarks.capture;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Verdict;
import dev.tandem.domain.Capture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which capture is answered by one document more in which window of a metric. Windows in which
 * anything is ever taken back are left out: there an answer could not be told from another.
 */
final class Observable {
  private final Metric metric;
  private final Ledger ledger;
  private final Map<String, LedgerEntry> entries = new HashMap<>();
  private final Set<CountKey> ambiguous = new HashSet<>();

  private Observable(Metric metric) {
    this.metric = metric;
    this.ledger = new Ledger(metric.maxFutureMs());
  }

  /** For each of the captures, in the order of the log, the window that it is seen in. */
  static List<Optional<CountKey>> of(Metric metric, List<Capture> captures) {
    Observable observable = new Observable(metric);
    List<Optional<CountKey>> windows = new ArrayList<>(captures.size());
    captures.forEach(capture -> windows.add(observable.take(capture)));
    windows.replaceAll(window -> window.filter(key -> !observable.ambiguous.contains(key)));
    return windows;
  }

  private Optional<CountKey> take(Capture capture) {
    LedgerStep step = ledger.step(entries.getOrDefault(capture.key(), LedgerEntry.EMPTY), capture);
    entries.put(capture.key(), step.after());
    Optional<CountKey> counted = Optional.empty();
    for (Change change : step.changes()) {
      Optional<Assignment> assignment = metric.assign(change);
      if (assignment.isPresent()) {
        Optional<CountKey> added = take(assignment.get());
        counted = added.isPresent() ? added : counted;
      }
    }
    return counted;
  }

  /** A metric of tumbling windows gives one. */
  private Optional<CountKey> take(Assignment assignment) {
    Assignment.Judged judged = assignment.windows().get(0);
    CountKey key = new CountKey(metric.id(), assignment.dimensions(), judged.window());
    if (assignment.measures().documents() < 0) {
      ambiguous.add(key);
    }
    return assignment.measures().documents() > 0 && judged.verdict() != Verdict.EXPIRED
        ? Optional.of(key)
        : Optional.empty();
  }
}
