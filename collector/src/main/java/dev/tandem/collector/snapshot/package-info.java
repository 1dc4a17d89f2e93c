/**
 * The rows that were there before the change stream: key ranges, claimed and read side by side in
 * binary form by all the collectors of a source.
 */
package dev.tandem.collector.snapshot;
