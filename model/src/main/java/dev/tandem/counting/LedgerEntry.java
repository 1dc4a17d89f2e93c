package dev.tandem.counting;

import java.util.Optional;

/**
 * What the ledger remembers of a key: winner, cancellation, and for quality the identities seen
 * (contract, section 2).
 */
public record LedgerEntry(
    Optional<Winner> winner, Optional<AcceptedCancellation> cancellation, SeenIdentities seen) {
  public static final LedgerEntry EMPTY =
      new LedgerEntry(Optional.empty(), Optional.empty(), SeenIdentities.NONE);
}
