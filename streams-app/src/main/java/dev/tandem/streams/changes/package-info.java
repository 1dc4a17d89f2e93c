/**
 * Changes of tallies as they happen, pushed from the processors to whoever listens, at any
 * instance.
 */
package dev.tandem.streams.changes;
