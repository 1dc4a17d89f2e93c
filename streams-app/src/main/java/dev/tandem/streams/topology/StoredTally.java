package dev.tandem.streams.topology;

import dev.tandem.counting.Tally;

/**
 * A tally as the tallies store holds it.
 *
 * @param tally its parts live and late
 * @param revised it changed after its window was called closed (contract, section 6)
 */
public record StoredTally(Tally tally, boolean revised) {}
