package dev.tandem.benchmarks.load;

import java.util.List;

/**
 * How a system has answered what stood in its log. Times are {@link System#currentTimeMillis}.
 *
 * @param tenthMs when a tenth of it was answered
 * @param tenthCpu CPU seconds by then, of each process asked for
 * @param doneMs when all was answered
 * @param doneCpu CPU seconds by then
 */
public record CatchUp(long tenthMs, List<Double> tenthCpu, long doneMs, List<Double> doneCpu) {
  /** The part of the work between the two times. */
  public static final double MEASURED_PART = 0.9;

  public CatchUp {
    tenthCpu = List.copyOf(tenthCpu);
    doneCpu = List.copyOf(doneCpu);
  }
}
