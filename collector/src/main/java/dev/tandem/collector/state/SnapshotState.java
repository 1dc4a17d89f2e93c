package dev.tandem.collector.state;

import static java.util.Objects.requireNonNull;

import dev.tandem.collector.table.Fingerprint;
import java.util.Optional;

/**
 * How far a source's snapshot and change stream are.
 *
 * @param number from 1; every {@code resnapshot} begins another
 * @param plan absent until all of it is written
 * @param finished every row it saw is in the log, and the marks say so
 * @param position LSN that the slot has not been moved beyond by a collector
 * @param vouched the latest fingerprint of the table, up to which the change stream carried every
 *     row; absent where a version before wrote none
 */
public record SnapshotState(
    int number,
    SnapshotStart start,
    Optional<RangePlan> plan,
    boolean finished,
    long position,
    Optional<Fingerprint> vouched) {
  public SnapshotState {
    requireNonNull(start, "start");
    requireNonNull(plan, "plan");
    requireNonNull(vouched, "vouched");
  }

  /** Whether it is the same snapshot, or a later one of a source that was not retired between. */
  boolean follows(SnapshotState earlier) {
    return number > earlier.number || (number == earlier.number && start.equals(earlier.start));
  }

  /** The plan, where there are still ranges to be read. */
  public Optional<RangePlan> unfinishedPlan() {
    return plan.filter(present -> !finished && !present.unfinished().isEmpty());
  }
}
