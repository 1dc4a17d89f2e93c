package dev.tandem.counting;

import java.util.List;
import java.util.Map;

/**
 * What one capture did to its key.
 *
 * @param changes to the metrics; empty where it changed nothing
 * @param quality how many captures more, or less, are of which quality; the sum is always 1
 */
public record LedgerStep(LedgerEntry after, List<Change> changes, Map<Quality, Integer> quality) {}
