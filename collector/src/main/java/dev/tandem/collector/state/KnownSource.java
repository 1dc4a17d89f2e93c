package dev.tandem.collector.state;

import static java.util.Objects.requireNonNull;

/**
 * Which table a source is of, under the source's name. Written once.
 *
 * @param table schema and name
 * @param slot the replication slot
 * @param slotCreatedMs when its first slot was created by the database's clock
 * @param partitions how many the log had; a change is refused
 */
public record KnownSource(String table, String slot, long slotCreatedMs, int partitions) {
  public KnownSource {
    requireNonNull(table, "table");
    requireNonNull(slot, "slot");
  }
}
