package dev.tandem.counting;

import dev.tandem.domain.Capture;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contract in one thread and in memory: the third opinion beside both engines and SQL. It
 * forgets nothing and answers all three parts.
 */
public final class ReferenceCounter {
  private final List<Metric> metrics;
  private final Ledger ledger;
  private final Map<String, LedgerEntry> entries = new HashMap<>();
  private final Map<CountKey, Tally> tallies = new HashMap<>();
  private final SortedMap<Quality, Long> quality = new TreeMap<>();

  public ReferenceCounter(List<Metric> metrics, long maxFutureMs) {
    this.metrics = List.copyOf(metrics);
    this.ledger = new Ledger(maxFutureMs);
  }

  public void add(Capture capture) {
    LedgerStep step = ledger.step(entries.getOrDefault(capture.key(), LedgerEntry.EMPTY), capture);
    entries.put(capture.key(), step.after());
    step.quality().forEach((q, count) -> quality.merge(q, (long) count, Long::sum));
    for (Change change : step.changes()) {
      for (Metric metric : metrics) {
        metric.assign(change).ifPresent(assignment -> add(metric.id(), assignment));
      }
    }
  }

  private void add(String metric, Assignment assignment) {
    for (Assignment.Judged judged : assignment.windows()) {
      CountKey key = new CountKey(metric, assignment.dimensions(), judged.window());
      Tally tally =
          tallies.getOrDefault(key, Tally.ZERO).plus(judged.verdict(), assignment.measures());
      if (tally.isZero()) {
        tallies.remove(key);
      } else {
        tallies.put(key, tally);
      }
    }
  }

  /** Every window that is not zero in every part. */
  public SortedMap<CountKey, Tally> tallies() {
    return new TreeMap<>(tallies);
  }

  /** How many captures are of which quality. */
  public SortedMap<Quality, Long> quality() {
    SortedMap<Quality, Long> present = new TreeMap<>(quality);
    present.values().removeIf(count -> count == 0);
    return Collections.unmodifiableSortedMap(present);
  }

  /** What the ledger remembers of a key. */
  public LedgerEntry entry(String key) {
    return entries.getOrDefault(key, LedgerEntry.EMPTY);
  }
}
