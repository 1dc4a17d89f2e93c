/** Processes that the benchmarks start, and what the kernel says of them. */
package dev.tandem.benchmarks.process;
