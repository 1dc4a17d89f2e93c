/**
 * The report: what was measured, as one HTML page that needs nothing else, and its ratios in
 * Markdown. It computes medians, spreads and ratios, and has no figure of its own.
 */
package dev.tandem.benchmarks.report;
