package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Verdict;
import dev.tandem.domain.Times;
import java.util.List;

/**
 * What one change adds to the tallies of one metric and dimension values. Expired windows are not
 * among them: nothing downstream of the verdict decides again.
 *
 * @param contributions how many are summed in it
 * @param arrivedMs of the oldest contribution, to measure how long it took; or {@link
 *     dev.tandem.domain.Times#ABSENT} where none says
 */
record TallyChange(
    Measures measures, int contributions, long arrivedMs, List<Assignment.Judged> windows) {
  TallyChange {
    windows = List.copyOf(windows);
    for (Assignment.Judged judged : windows) {
      if (judged.verdict() == Verdict.EXPIRED) {
        throw new IllegalArgumentException(
            "an expired window has no live tally: window=" + judged.window());
      }
    }
  }

  /** Of one contribution. */
  TallyChange(Measures measures, long arrivedMs, List<Assignment.Judged> windows) {
    this(measures, 1, arrivedMs, windows);
  }

  /** The sum with another one of the same windows and verdicts. */
  TallyChange plus(TallyChange other) {
    return new TallyChange(
        measures.plus(other.measures),
        contributions + other.contributions,
        oldest(arrivedMs, other.arrivedMs),
        windows);
  }

  private static long oldest(long one, long other) {
    if (!Times.isPresent(one)) {
      return other;
    }
    return Times.isPresent(other) ? Math.min(one, other) : one;
  }
}
