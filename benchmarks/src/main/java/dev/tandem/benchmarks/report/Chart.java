package dev.tandem.benchmarks.report;

import java.util.Map;

/**
 * A chart that ECharts draws.
 *
 * @param option ECharts' own, but for {@code look} of a series (which colour, symbol and dashes)
 *     and {@code scale} of an axis (how its labels read), which {@code report.js} puts into its
 *     terms
 */
record Chart(String caption, int heightPx, Map<String, Object> option) {}
