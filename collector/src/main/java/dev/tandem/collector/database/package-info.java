/**
 * The PostgreSQL server a source is in: connections, what it must allow, the replication slot, and
 * snapshots that several connections share.
 */
package dev.tandem.collector.database;
