package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Verdict;
import java.util.List;

/**
 * What one change adds to the tallies of one metric and dimension values. Expired windows are not
 * among them: nothing downstream of the verdict decides again.
 *
 * @param arrivedMs of the contribution, to measure how long it took; or {@link
 *     dev.tandem.domain.Times#ABSENT}
 */
record TallyChange(Measures measures, long arrivedMs, List<Assignment.Judged> windows) {
  TallyChange {
    windows = List.copyOf(windows);
    for (Assignment.Judged judged : windows) {
      if (judged.verdict() == Verdict.EXPIRED) {
        throw new IllegalArgumentException(
            "an expired window has no live tally: window=" + judged.window());
      }
    }
  }
}
