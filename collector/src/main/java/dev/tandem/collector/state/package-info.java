/**
 * What a source's collectors must find again after a crash, and share while they run: the compacted
 * topic {@code collector-state}. Every record says something that stays true once it is (a slot was
 * made, a range is in the log), so one that a collector writes late, having been taken for dead,
 * does no harm.
 */
package dev.tandem.collector.state;
