package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Change;
import dev.tandem.counting.Contribution;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.SeenIdentities;
import dev.tandem.domain.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the DSL's aggregation knows of a document: its ledger entry, and which one the last capture
 * replaced. An aggregator can hand nothing on but its aggregate, so what has changed must be told
 * by it. Identities seen are not kept: they tell quality, which this program does not answer.
 *
 * @param replaced empty where the last capture changed nothing
 */
record DocumentState(LedgerEntry entry, Optional<LedgerEntry> replaced) {
  static final DocumentState NONE = new DocumentState(LedgerEntry.EMPTY, Optional.empty());

  /** Takes a capture in. */
  DocumentState after(Capture capture, Ledger ledger) {
    LedgerEntry after = withoutSeen(ledger.step(entry, capture).after());
    return new DocumentState(after, after.equals(entry) ? Optional.empty() : Optional.of(entry));
  }

  static LedgerEntry withoutSeen(LedgerEntry entry) {
    return new LedgerEntry(entry.winner(), entry.cancellation(), SeenIdentities.NONE);
  }

  /** What the last capture changed. */
  List<Change> changes(String accessKey) {
    if (replaced.isEmpty()) {
      return List.of();
    }
    List<Contribution> before = contributions(accessKey, replaced.get());
    List<Contribution> now = contributions(accessKey, entry);
    List<Change> changes = new ArrayList<>();
    before.stream().filter(c -> !now.contains(c)).forEach(c -> changes.add(new Change(-1, c)));
    now.stream().filter(c -> !before.contains(c)).forEach(c -> changes.add(new Change(1, c)));
    return changes;
  }

  private static List<Contribution> contributions(String accessKey, LedgerEntry entry) {
    return Ledger.contributions(accessKey, entry.winner(), entry.cancellation());
  }
}
