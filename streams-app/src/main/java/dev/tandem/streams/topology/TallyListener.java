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
}
