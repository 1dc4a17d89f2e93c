package dev.tandem.benchmarks.system;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.wire.HistoryFormat.Version;

/**
 * An upsert: all of a window so far.
 *
 * @param version of several answers for a key the one with the highest counts, of equal ones the
 *     last in the topic
 */
public record Answer(CountKey key, Tally tally, Version version) {
  /** The version of what is only ordered by its place in the topic. */
  public static final Version UNVERSIONED = new Version(0, 0);
}
