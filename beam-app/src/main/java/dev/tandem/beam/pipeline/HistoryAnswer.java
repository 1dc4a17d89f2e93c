package dev.tandem.beam.pipeline;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/**
 * What a pane says.
 *
 * @param log which log it is about, empty where there is one
 * @param tally all of the window so far, or since the last pane: as the metric's accumulation is
 * @param pane early, on time or late, and its number
 */
public record HistoryAnswer(String log, CountKey key, Tally tally, PaneInfo pane) {}
