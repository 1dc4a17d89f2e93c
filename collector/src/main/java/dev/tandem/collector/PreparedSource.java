package dev.tandem.collector;

import dev.tandem.collector.table.SourceTable;

/**
 * A source of which all is checked that any number of collectors may check at the same time.
 *
 * @param partitions of the log
 */
record PreparedSource(SourceTable table, int partitions) {}
