package dev.tandem.collector;

import dev.tandem.collector.log.SourceState;
import dev.tandem.collector.table.SourceTable;
import java.util.Optional;

/**
 * A source of which all is checked and made but the slot.
 *
 * @param partitions of the log
 * @param before what an earlier collector of this source has left
 * @param hasSlot there is a slot to go on from
 */
record PreparedSource(
    SourceTable table, int partitions, Optional<SourceState> before, boolean hasSlot) {}
