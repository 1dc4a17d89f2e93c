package dev.tandem.counting;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document counts once, and is cancelled once (contract, section 2).
 *
 * <p>One step takes a capture into what is remembered of its key. The memory after any sequence of
 * captures is the winner and the cancellation of lowest rank among them, and the changes said add
 * up to their contributions: so order, repetition and partitioning of the log do not matter. What
 * stayed the same is not taken back and said again.
 *
 * <p>Immutable; the same for both engines and the reference.
 */
public final class Ledger {
  private final Countability countability;

  /**
   * @param maxFutureMs how long after its arrival a document may claim to have been issued
   */
  public Ledger(long maxFutureMs) {
    if (maxFutureMs < 0) {
      throw new IllegalArgumentException("maxFuture must be >= 0: maxFutureMs=" + maxFutureMs);
    }
    this.countability = new Countability(maxFutureMs);
  }

  /** Takes a capture into the entry of its key. */
  public LedgerStep step(LedgerEntry before, Capture capture) {
    Rank rank = Rank.of(capture);
    Optional<NotCountable> objection = objection(capture);
    Optional<Winner> winner = before.winner();
    if (capture.record() instanceof Document document
        && objection.isEmpty()
        && ranksLower(rank, winner.map(Winner::rank))) {
      winner = Optional.of(new Winner(rank, document.facts()));
    }
    Optional<AcceptedCancellation> cancellation = before.cancellation();
    if (capture.record() instanceof Cancellation c
        && c.accepted()
        && ranksLower(rank, cancellation.map(AcceptedCancellation::rank))) {
      cancellation = Optional.of(new AcceptedCancellation(rank, c.registeredMs()));
    }
    boolean changed =
        !winner.equals(before.winner()) || !cancellation.equals(before.cancellation());
    String key = capture.record().accessKey();
    List<Change> changes =
        changed
            ? difference(
                contributions(key, before.winner(), before.cancellation()),
                contributions(key, winner, cancellation))
            : List.of();
    QualityStep quality = QualityStep.of(before, capture, objection, winner);
    return new LedgerStep(
        new LedgerEntry(winner, cancellation, quality.seen()), changes, quality.counts());
  }

  /** The contributions of a key: none without a winner. */
  public static List<Contribution> contributions(
      String accessKey, Optional<Winner> winner, Optional<AcceptedCancellation> cancellation) {
    if (winner.isEmpty()) {
      return List.of();
    }
    Contribution count = Contribution.count(accessKey, winner.get());
    return cancellation.isEmpty()
        ? List.of(count)
        : List.of(count, Contribution.uncount(accessKey, winner.get(), cancellation.get()));
  }

  private Optional<NotCountable> objection(Capture capture) {
    return capture.record() instanceof Document document
        ? countability.objection(document, capture.arrivedMs())
        : Optional.empty();
  }

  private static boolean ranksLower(Rank rank, Optional<Rank> than) {
    return than.isEmpty() || rank.compareTo(than.get()) < 0;
  }

  private static List<Change> difference(List<Contribution> before, List<Contribution> after) {
    List<Change> changes = new ArrayList<>(4);
    for (Contribution contribution : before) {
      if (!after.contains(contribution)) {
        changes.add(new Change(-1, contribution));
      }
    }
    for (Contribution contribution : after) {
      if (!before.contains(contribution)) {
        changes.add(new Change(1, contribution));
      }
    }
    return changes;
  }
}
