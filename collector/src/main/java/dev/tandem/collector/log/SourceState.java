package dev.tandem.collector.log;

import static java.util.Objects.requireNonNull;

/**
 * What a source's collector must find again after a restart.
 *
 * @param table schema and name
 * @param slot the replication slot
 * @param slotCreatedMs when the slot was created by the database's clock: the arrival of snapshot
 *     rows that have none of their own (contract, section 1)
 * @param partitions how many the log had; a change is refused
 */
public record SourceState(String table, String slot, long slotCreatedMs, int partitions) {
  public SourceState {
    requireNonNull(table, "table");
    requireNonNull(slot, "slot");
  }
}
