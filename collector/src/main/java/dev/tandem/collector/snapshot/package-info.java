/**
 * The rows that were there before the change stream: key ranges, read side by side in binary form
 * under one snapshot of the database.
 */
package dev.tandem.collector.snapshot;
