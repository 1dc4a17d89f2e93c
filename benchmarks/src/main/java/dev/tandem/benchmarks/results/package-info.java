/** What was measured, as {@code results.json} keeps it and the report reads it. */
package dev.tandem.benchmarks.results;
