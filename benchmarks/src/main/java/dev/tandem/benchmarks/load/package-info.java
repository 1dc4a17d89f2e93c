/**
 * Open-loop load: captures are sent when a fixed schedule says, whatever the system does, and their
 * latency counts from then on.
 */
package dev.tandem.benchmarks.load;
