package dev.tandem.streams.why;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.counting.Rank;
import dev.tandem.counting.Winner;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which quality each capture of a key has, all of them taken: what the ledger adds up, told apart
 * (contract, section 2).
 */
final class CaptureQualities {
  private static final int MOST_IDENTITIES = 256;

  private final Ledger ledger;

  CaptureQualities(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * In the order of the captures.
   *
   * @param captures of one key, in the order of the log
   */
  List<Quality> of(List<Capture> captures) {
    LedgerEntry entry = LedgerEntry.EMPTY;
    Map<Long, Quality> alone = new HashMap<>();
    for (Capture capture : captures) {
      entry = ledger.step(entry, capture).after();
      // Where the first delivery was from the future, a later one may not be.
      alone.merge(
          Rank.of(capture).identity(),
          alone(capture),
          (before, now) -> before.qualityClass() == QualityClass.NOT_COUNTABLE ? now : before);
    }
    List<Quality> qualities = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    for (Capture capture : captures) {
      long identity = Rank.of(capture).identity();
      if (seen.contains(identity)) {
        qualities.add(new Quality(QualityClass.REDELIVERY, ""));
      } else if (seen.size() == MOST_IDENTITIES) {
        qualities.add(new Quality(QualityClass.UNCLASSIFIED, ""));
      } else {
        seen.add(identity);
        qualities.add(beside(entry.winner(), capture, alone.get(identity)));
      }
    }
    return qualities;
  }

  /** As if there were no other. */
  private Quality alone(Capture capture) {
    return ledger.step(LedgerEntry.EMPTY, capture).quality().keySet().iterator().next();
  }

  private static Quality beside(Optional<Winner> winner, Capture capture, Quality alone) {
    if (alone.qualityClass() != QualityClass.COUNTED || winner.isEmpty()) {
      return alone;
    }
    if (winner.get().rank().identity() == Rank.of(capture).identity()) {
      return alone;
    }
    boolean same = ((Document) capture.record()).facts().equals(winner.get().facts());
    return new Quality(same ? QualityClass.DUPLICATE : QualityClass.CONFLICT, "");
  }
}
