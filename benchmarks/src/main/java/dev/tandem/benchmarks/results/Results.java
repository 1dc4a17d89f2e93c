package dev.tandem.benchmarks.results;

import java.util.List;

/**
 * All figures of one run.
 *
 * @param format of this file; {@link #FORMAT}
 * @param startedAt ISO instant
 * @param seconds that the run took
 * @param quick few captures and one repetition: figures that show that it works, not how fast it is
 * @param command the command line as it was given
 */
public record Results(
    int format,
    String startedAt,
    double seconds,
    boolean quick,
    List<String> command,
    Machine machine,
    Workload workload,
    List<Observation> observations,
    List<Distribution> distributions,
    List<JmhResult> jmh) {
  /** The format that this code writes and reads. */
  public static final int FORMAT = 1;

  public Results {
    command = List.copyOf(command);
    observations = List.copyOf(observations);
    distributions = List.copyOf(distributions);
    jmh = List.copyOf(jmh);
  }
}
