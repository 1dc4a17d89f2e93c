package dev.tandem.counting;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one capture does to the quality of the captures of its key (contract, section 2). Each
 * identity is of one class, and each delivery of it but one is a redelivery. Duplicate and conflict
 * are told against the winner, so they are told again when the winner changes.
 *
 * @param seen with the capture among them
 * @param counts how many captures more, or less, are of which quality; the sum is always 1
 */
record QualityStep(SeenIdentities seen, Map<Quality, Integer> counts) {

  /**
   * After a capture.
   *
   * @param objection why the capture, if it is a document, is not countable
   * @param winner after the capture
   */
  static QualityStep of(
      LedgerEntry before,
      Capture capture,
      Optional<NotCountable> objection,
      Optional<Winner> winner) {
    Map<Quality, Integer> counts = new HashMap<>(4);
    SeenIdentities seen = before.seen();
    SeenIdentities after = seen;
    long identity = Rank.of(capture).identity();
    long mark = mark(capture, objection);
    int known = seen.indexOf(identity);
    if (known >= 0) {
      add(counts, Quality.of(QualityClass.REDELIVERY), 1);
      // What was from the future as it first arrived may count as it arrives again.
      if (seen.mark(known) == SeenIdentities.FUTURE && isFacts(mark)) {
        after = seen.withMark(known, mark);
      }
    } else if (seen.isFull()) {
      add(counts, Quality.of(QualityClass.UNCLASSIFIED), 1);
    } else {
      after = seen.with(identity, mark);
      if (mark == SeenIdentities.NO_FACTS) {
        add(counts, fixedQuality(capture, objection), 1);
      }
    }
    if (!after.equals(seen) || !winner.equals(before.winner())) {
      tellMarked(seen, before.winner(), -1, counts);
      tellMarked(after, winner, 1, counts);
    }
    counts.values().removeIf(count -> count == 0);
    return new QualityStep(after, counts);
  }

  private static long mark(Capture capture, Optional<NotCountable> objection) {
    if (capture.record() instanceof Document document && objection.isEmpty()) {
      return FactsFingerprint.of(document.facts());
    }
    return objection.equals(Optional.of(NotCountable.FUTURE))
        ? SeenIdentities.FUTURE
        : SeenIdentities.NO_FACTS;
  }

  private static boolean isFacts(long mark) {
    return mark != SeenIdentities.NO_FACTS && mark != SeenIdentities.FUTURE;
  }

  private static Quality fixedQuality(Capture capture, Optional<NotCountable> objection) {
    return switch (capture.record().kind()) {
      case DOCUMENT -> Quality.of(objection.orElseThrow());
      case CANCELLATION -> Quality.of(QualityClass.CANCELLATION);
      case OTHER -> Quality.of(QualityClass.OTHER);
    };
  }

  /** Adds the classes of the documents seen that may change with what comes. */
  private static void tellMarked(
      SeenIdentities seen, Optional<Winner> winner, int sign, Map<Quality, Integer> counts) {
    long winnersIdentity = winner.map(w -> w.rank().identity()).orElse(0L);
    long winnersFacts = winner.map(w -> FactsFingerprint.of(w.facts())).orElse(0L);
    for (int i = 0; i < seen.size(); i++) {
      long mark = seen.mark(i);
      if (mark == SeenIdentities.FUTURE) {
        add(counts, Quality.of(NotCountable.FUTURE), sign);
      } else if (isFacts(mark)) {
        QualityClass ofDocument =
            seen.identity(i) == winnersIdentity
                ? QualityClass.COUNTED
                : mark == winnersFacts ? QualityClass.DUPLICATE : QualityClass.CONFLICT;
        add(counts, Quality.of(ofDocument), sign);
      }
    }
  }

  private static void add(Map<Quality, Integer> counts, Quality quality, int count) {
    counts.merge(quality, count, Integer::sum);
  }
}
