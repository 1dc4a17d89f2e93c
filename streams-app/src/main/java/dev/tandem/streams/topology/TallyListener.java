package dev.tandem.streams.topology;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;

/**
 * Is told of every tally that changed, by the stream thread that changed it: return at once, block
 * on nothing, throw nothing. The change may not be committed yet; after a failure it is made, and
 * told, again.
 */
@FunctionalInterface
public interface TallyListener {
  /** Hears nothing. */
  TallyListener NONE = (key, tally, revised) -> {};

  /**
   * A tally changed.
   *
   * @param tally its parts live and late; zero in every part when it is gone again
   * @param revised it changed after its window was called closed
   */
  void changed(CountKey key, Tally tally, boolean revised);

  /**
   * A contribution was added to the tallies of a key, or taken back; told before those that it
   * changed.
   *
   * @param metric the metric's id
   * @param change what it falls in and when it came
   */
  default void counted(String metric, Counting change) {}

  /**
   * A contribution on its way into the tallies.
   *
   * @param live windows that it is live for
   * @param late windows that it is late for
   * @param arrivedMs when it arrived, or {@link dev.tandem.domain.Times#ABSENT}
   * @param appendedMs when its capture was appended to the log
   */
  record Counting(int live, int late, long arrivedMs, long appendedMs) {}
}
