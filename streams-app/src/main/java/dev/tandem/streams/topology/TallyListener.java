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

  /** Whether changes of a metric's tallies are wanted; what is not may be left out. */
  default boolean wants(String metric) {
    return true;
  }

  /**
   * Contributions were added to the tallies of a key, or retracted; told before those that they
   * changed.
   *
   * @param metric the metric's id
   * @param change what they fall in and when they came
   */
  default void counted(String metric, Counting change) {}

  /**
   * Contributions on their way into the tallies, summed between two commits.
   *
   * @param live windows that they are live for, of each contribution
   * @param late windows that they are late for, of each contribution
   * @param arrivedMs when the oldest of them arrived, or {@link dev.tandem.domain.Times#ABSENT}
   * @param appendedMs when the first of their captures was appended to the log
   */
  record Counting(int live, int late, long arrivedMs, long appendedMs) {}
}
