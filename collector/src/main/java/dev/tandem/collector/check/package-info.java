/**
 * Whether a source could be collected, found out without making or changing anything: all that is
 * wrong, not the first thing, each with what mends it.
 */
package dev.tandem.collector.check;
