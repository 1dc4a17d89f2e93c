package dev.tandem.benchmarks.harness;

import java.time.Duration;
import java.util.List;

/**
 * How much of everything.
 *
 * @param rows generated
 * @param catchUp captures in the log when a system is started
 * @param missed captures that come while a system is down
 * @param warmUp of each trial at a rate
 * @param trial its length, with the warm-up
 * @param trialCaptures a trial is shorter where it would send more, but not below the shortest
 * @param shortest trial
 * @param running at the first trial's rate before it, as what was just started is slow
 * @param between how often a rate between one that is sustained and one that is not is tried
 * @param percents of the sustainable rate at which the latency is measured
 * @param common whether it is measured at the rate that is common to all, too
 * @param tableRows of the table that is copied
 */
record Scale(
    boolean quick,
    int repetitions,
    int rows,
    long catchUp,
    long missed,
    Duration warmUp,
    Duration trial,
    long trialCaptures,
    Duration shortest,
    Duration running,
    int between,
    List<Integer> percents,
    boolean common,
    int tableRows) {
  private static final List<Integer> PERCENTS = List.of(25, 50, 75, 90);

  Scale {
    percents = List.copyOf(percents);
  }

  /** Figures for a report. */
  static Scale ofFullRun(int repetitions) {
    return new Scale(
        false,
        repetitions,
        1_200_000,
        60_000,
        5_000,
        Duration.ofSeconds(1),
        Duration.ofSeconds(8),
        60_000,
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        3,
        PERCENTS,
        true,
        100_000);
  }

  /** To see that it works. */
  static Scale ofQuickRun() {
    return new Scale(
        true,
        1,
        240_000,
        15_000,
        2_000,
        Duration.ofMillis(500),
        Duration.ofSeconds(4),
        10_000,
        Duration.ofMillis(1_500),
        Duration.ofSeconds(3),
        2,
        PERCENTS,
        true,
        20_000);
  }

  /** The same with another number of rows. */
  Scale withRows(int other) {
    return new Scale(
        quick,
        repetitions,
        other,
        catchUp,
        missed,
        warmUp,
        trial,
        trialCaptures,
        shortest,
        running,
        between,
        percents,
        common,
        tableRows);
  }

  /** How long a trial at a rate is. */
  Duration trialAt(double perSecond) {
    Duration bySends = Duration.ofMillis(Math.round(trialCaptures / perSecond * 1_000));
    Duration shorter = bySends.compareTo(trial) < 0 ? bySends : trial;
    return shorter.compareTo(shortest) < 0 ? shortest : shorter;
  }
}
