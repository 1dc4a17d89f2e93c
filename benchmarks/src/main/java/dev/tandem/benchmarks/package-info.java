/**
 * Both sides measured over the same captures, beside rivals and floors. {@code BenchMain} runs it
 * all.
 */
package dev.tandem.benchmarks;
