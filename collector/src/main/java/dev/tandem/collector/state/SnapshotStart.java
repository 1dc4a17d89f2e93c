package dev.tandem.collector.state;

import static java.util.Objects.requireNonNull;

import dev.tandem.collector.database.ClusterIdentity;
import java.util.Objects;

/**
 * A slot and the snapshot that goes with it, under {@code source/number}. Written once, when the
 * slot is there.
 *
 * @param slotCreatedMs when the slot was created by the database's clock: the arrival of snapshot
 *     rows that have none of their own (contract, section 1)
 * @param barrier a transaction id (xid8) given out after the slot was there: only a view in which
 *     every transaction before it is over shows all that the slot leaves out
 * @param slotPosition LSN from which the slot's changes go on
 * @param reading what is read of the table, in words
 * @param cluster the database that the slot is of
 */
public record SnapshotStart(
    long slotCreatedMs, long barrier, long slotPosition, String reading, ClusterIdentity cluster) {
  public SnapshotStart {
    requireNonNull(reading, "reading");
    // Records of earlier versions have none.
    cluster = Objects.requireNonNullElse(cluster, ClusterIdentity.UNKNOWN);
  }
}
