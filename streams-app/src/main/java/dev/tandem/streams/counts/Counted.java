package dev.tandem.streams.counts;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import java.util.Comparator;

/**
 * A tally as it stands.
 *
 * @param revised it changed after its window was called closed
 */
public record Counted(CountKey key, Tally tally, boolean revised) {
  /** The least first, by a measure over all parts; a total order, the same at every instance. */
  static Comparator<Counted> by(Measure measure) {
    return Comparator.<Counted>comparingLong(counted -> measure.of(counted.tally().total()))
        .thenComparing(Counted::key, Comparator.reverseOrder());
  }
}
