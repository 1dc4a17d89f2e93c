package dev.tandem.collector;

import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.log.LogSettings;
import dev.tandem.collector.pace.PaceSettings;
import dev.tandem.collector.snapshot.SnapshotMode;
import dev.tandem.collector.table.TableRequest;
import dev.tandem.registry.RegistrySettings;
import java.time.Duration;

/**
 * All that a collector is told.
 *
 * @param source the name captures carry for this database
 * @param slot name of the replication slot
 * @param publication name of the publication
 * @param readers of the snapshot, side by side
 * @param snapshot under which views they read
 * @param heartbeatInterval how often the marks of an idle source move
 * @param pace at which the snapshot is read
 * @param untilCaughtUp ends once everything committed before the snapshot ended is in the log
 */
record CollectorSettings(
    String source,
    DatabaseSettings database,
    TableRequest table,
    LogSettings log,
    RegistrySettings registry,
    String slot,
    String publication,
    int readers,
    SnapshotMode snapshot,
    Duration heartbeatInterval,
    PaceSettings pace,
    boolean untilCaughtUp) {

  /** The same, but it ends once it has caught up. */
  CollectorSettings endingWhenCaughtUp() {
    return new CollectorSettings(
        source,
        database,
        table,
        log,
        registry,
        slot,
        publication,
        readers,
        snapshot,
        heartbeatInterval,
        pace,
        true);
  }
}
