package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Measures;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something of which each repetition gives one number per subject.
 *
 * @param name as tables show it
 * @param moreIsBetter or less is
 * @param parts added up: each an observation's circumstances; of a latency the one distribution's
 * @param percentile of a distribution; none of an observation
 */
record Quantity(
    String name,
    String unit,
    boolean moreIsBetter,
    String measure,
    List<Map<String, String>> parts,
    double percentile) {
  private static final double NONE = Double.NaN;

  static final Quantity SUSTAINABLE_RATE =
      more("sustainable rate", "captures/s", Measures.SUSTAINABLE_RATE);
  static final Quantity THROUGHPUT =
      more("throughput, catching up", "captures/s", Measures.THROUGHPUT);
  static final Quantity THROUGHPUT_WITH_START =
      more("throughput, start-up included", "captures/s", Measures.THROUGHPUT_WITH_START);
  static final Quantity CPU_APP =
      less("CPU per million captures, app", "s", Measures.CPU_PER_MILLION, process("app"));
  static final Quantity CPU_BROKER =
      less("CPU per million captures, broker", "s", Measures.CPU_PER_MILLION, process("broker"));
  static final Quantity CPU =
      less(
          "CPU per million captures, app and broker",
          "s",
          Measures.CPU_PER_MILLION,
          process("app"),
          process("broker"));
  static final Quantity BYTES_IN =
      less("bytes into the broker per capture", "B", Measures.BROKER_BYTES, direction("in"));
  static final Quantity BYTES_OUT =
      less("bytes out of the broker per capture", "B", Measures.BROKER_BYTES, direction("out"));
  static final Quantity BYTES =
      less(
          "bytes through the broker per capture",
          "B",
          Measures.BROKER_BYTES,
          direction("in"),
          direction("out"));
  static final Quantity HEAP = less("heap, peak", "MB", Measures.HEAP, Map.of());
  static final Quantity RSS = less("resident memory, peak", "MB", Measures.RSS, Map.of());
  static final Quantity RESTORE = less("restore after SIGKILL", "s", Measures.RESTORE, Map.of());
  static final Quantity SNAPSHOT = more("snapshot of a table", "rows/s", Measures.SNAPSHOT);
  static final Quantity CPU_ROWS_APP =
      less("CPU per million rows, app", "s", Measures.CPU_PER_MILLION_ROWS, process("app"));
  static final Quantity CPU_ROWS_DATABASE =
      less(
          "CPU per million rows, database",
          "s",
          Measures.CPU_PER_MILLION_ROWS,
          process("database"));

  /** What systems that count captures are held against each other by. */
  static final List<Quantity> COMPARED =
      List.of(
          SUSTAINABLE_RATE,
          THROUGHPUT,
          THROUGHPUT_WITH_START,
          latency(50, Measures.COMMON),
          latency(99, Measures.COMMON),
          latency(99.9, Measures.COMMON),
          CPU_APP,
          CPU_BROKER,
          CPU,
          BYTES,
          HEAP,
          RSS,
          RESTORE);

  /** What reading a table is held against its floor by. */
  static final List<Quantity> OF_TABLES = List.of(SNAPSHOT, CPU_ROWS_DATABASE);

  Quantity {
    parts = List.copyOf(parts);
  }

  /** A percentile of the latency at a rate, by its name. */
  static Quantity latency(double percentile, String rate) {
    String where = rate.equals(Measures.COMMON) ? "the common rate" : rate + " of its own rate";
    return new Quantity(
        "latency p" + Numbers.text(percentile) + " at " + where,
        "ms",
        false,
        Measures.LATENCY,
        List.of(Map.of(Measures.RATE, rate)),
        percentile);
  }

  /** A subject's number in each repetition that has all parts. */
  SortedMap<Integer, Double> of(String subject, Figures figures) {
    if (!Double.isNaN(percentile)) {
      return figures.percentile(subject, measure, parts.get(0), percentile);
    }
    SortedMap<Integer, Double> sum = new TreeMap<>(figures.values(subject, measure, parts.get(0)));
    for (Map<String, String> part : parts.subList(1, parts.size())) {
      SortedMap<Integer, Double> more = figures.values(subject, measure, part);
      sum.keySet().retainAll(more.keySet());
      sum.replaceAll((repetition, value) -> value + more.get(repetition));
    }
    return sum;
  }

  private static Quantity more(String name, String unit, String measure) {
    return new Quantity(name, unit, true, measure, List.of(Map.of()), NONE);
  }

  @SafeVarargs
  private static Quantity less(
      String name, String unit, String measure, Map<String, String>... parts) {
    return new Quantity(name, unit, false, measure, List.of(parts), NONE);
  }

  private static Map<String, String> process(String name) {
    return Map.of(Measures.PROCESS, name);
  }

  private static Map<String, String> direction(String name) {
    return Map.of(Measures.DIRECTION, name);
  }
}
