package dev.tandem.streams.topology;

import dev.tandem.counting.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the ledger store holds of a key.
 *
 * @param offsets of its captures in the task's partition of the log, ascending: at most {@value
 *     #MOST_OFFSETS}, the first ones; later captures are not among them
 * @param complete whether every capture of the key is among the offsets; not so where there were
 *     more, or where some were taken by a version that kept none
 * @param frozen ids of the metrics whose answers no longer follow the key, because a change of it
 *     met a window that is gone
 */
public record LedgerValue(
    LedgerEntry entry, List<Long> offsets, boolean complete, Set<String> frozen) {
  /** More offsets than this are not kept: as many as identities. */
  public static final int MOST_OFFSETS = 256;

  static final LedgerValue EMPTY = new LedgerValue(LedgerEntry.EMPTY, List.of(), true, Set.of());

  public LedgerValue {
    offsets = List.copyOf(offsets);
    frozen = Set.copyOf(frozen);
  }

  /** After one more capture. */
  LedgerValue after(long offset, LedgerEntry entryAfter, Set<String> frozenAfter) {
    if (offsets.size() == MOST_OFFSETS) {
      return new LedgerValue(entryAfter, offsets, false, frozenAfter);
    }
    List<Long> more = new ArrayList<>(offsets);
    more.add(offset);
    return new LedgerValue(entryAfter, more, complete, frozenAfter);
  }
}
