package dev.tandem.benchmarks.results;

/** The names of measures, their units and circumstances. */
public final class Measures {
  /**
   * captures/s that a system answers catching up with a filled log, from when a tenth is answered.
   */
  public static final String THROUGHPUT = "throughput";

  /** captures/s of the same, counted from the start of the process. */
  public static final String THROUGHPUT_WITH_START = "throughput-with-start";

  /** captures/s that a system can go on answering; see {@link Workload#rules()}. */
  public static final String SUSTAINABLE_RATE = "sustainable-rate";

  /**
   * ms from the intended send time to the committed answer, a distribution; at {@link #RATE} and
   * {@link #CAPTURES_PER_SECOND}.
   */
  public static final String LATENCY = "latency";

  /** s of CPU time per million captures while catching up; at {@link #PROCESS}. */
  public static final String CPU_PER_MILLION = "cpu-per-million";

  /** MB, the greatest heap in use after a garbage collection. */
  public static final String HEAP = "heap";

  /** MB, the greatest resident set of the process. */
  public static final String RSS = "rss";

  /** Bytes through the broker per capture; at {@link #DIRECTION}. */
  public static final String BROKER_BYTES = "broker-bytes";

  /** s from the start of a killed system's successor until it has answered what it had missed. */
  public static final String RESTORE = "restore";

  /** rows/s of a table's snapshot. */
  public static final String SNAPSHOT = "snapshot";

  /** s of CPU time per million rows of a snapshot; at {@link #PROCESS}. */
  public static final String CPU_PER_MILLION_ROWS = "cpu-per-million-rows";

  /** A circumstance: {@code 25%}, {@code 50%}, {@code 75%}, {@code 90%} or {@link #COMMON}. */
  public static final String RATE = "rate";

  /** A value of {@link #RATE}: the same for all systems, half of the slowest's. */
  public static final String COMMON = "common";

  /** A circumstance: what {@link #RATE} is in numbers. */
  public static final String CAPTURES_PER_SECOND = "captures/s";

  /** A circumstance: {@code app}, {@code broker} or {@code database}. */
  public static final String PROCESS = "process";

  /** A circumstance: {@code in} or {@code out} of the broker. */
  public static final String DIRECTION = "direction";

  private Measures() {}
}
