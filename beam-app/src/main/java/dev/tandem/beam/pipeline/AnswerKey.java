package dev.tandem.beam.pipeline;

import java.util.List;

/**
 * What a metric's tallies are grouped by, besides the window.
 *
 * @param log which log, empty where there is one
 * @param dimensions values, in the metric's order
 */
record AnswerKey(String log, List<String> dimensions) {}
