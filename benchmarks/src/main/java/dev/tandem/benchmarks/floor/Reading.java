package dev.tandem.benchmarks.floor;

/**
 * How far it was when it was looked at.
 *
 * @param captures counted
 * @param timeMs the clock's
 * @param appCpu seconds of CPU time that the process had used
 * @param brokerCpu those of the broker
 */
record Reading(long captures, long timeMs, double appCpu, double brokerCpu) {}
