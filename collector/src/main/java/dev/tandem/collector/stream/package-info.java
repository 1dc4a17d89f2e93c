/**
 * The change stream of a table: inserts and updates from the replication slot into the log, and the
 * heartbeats that travel with them.
 */
package dev.tandem.collector.stream;
