package dev.tandem.collector.check;

import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.log.LogSettings;
import dev.tandem.collector.table.TableRequest;
import dev.tandem.registry.RegistrySettings;

/**
 * A source that shall be looked at.
 *
 * @param readers of the snapshot, for the estimate of its duration
 * @param rowsPerSecond that it may be read with at most, for the same; {@code Long.MAX_VALUE} where
 *     there is no limit
 * @param needsStatistics whether the collector backs off by what only {@code pg_read_all_stats} may
 *     see
 */
public record CheckRequest(
    String source,
    DatabaseSettings database,
    TableRequest table,
    LogSettings log,
    RegistrySettings registry,
    String slot,
    String publication,
    int readers,
    long rowsPerSecond,
    boolean needsStatistics) {}
