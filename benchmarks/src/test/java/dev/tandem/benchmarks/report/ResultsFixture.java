package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Distribution;
import dev.tandem.benchmarks.results.JmhResult;
import dev.tandem.benchmarks.results.Machine;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Results;
import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.results.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of a run that never was, with every kind of figure in them. */
final class ResultsFixture {
  static final String NASTY = "<script>alert('x')</script> & \"more\"";
  private static final List<Double> PERCENTILES =
      List.of(0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 100.0);

  private final List<Observation> observations = new ArrayList<>();
  private final List<Distribution> distributions = new ArrayList<>();
  private final int repetitions;

  private ResultsFixture(int repetitions) {
    this.repetitions = repetitions;
  }

  static Results results(int repetitions) {
    ResultsFixture fixture = new ResultsFixture(repetitions);
    double factor = 1;
    for (String system : Subjects.SYSTEMS) {
      fixture.system(system, factor);
      factor *= 1.7;
    }
    fixture.each(Subjects.ONE_THREAD, Measures.THROUGHPUT, "captures/s", Map.of(), 207_000);
    fixture.each(Subjects.ONE_THREAD, Measures.CPU_PER_MILLION, "s", process("app"), 5.3);
    fixture.each(Subjects.COLLECTOR, Measures.SNAPSHOT, "rows/s", Map.of(), 21_000);
    fixture.each(Subjects.COLLECTOR, Measures.CPU_PER_MILLION_ROWS, "s", process("app"), 61);
    fixture.each(Subjects.COPY, Measures.SNAPSHOT, "rows/s", Map.of(), 45_000);
    return fixture.build(repetitions == 1);
  }

  /** Of distributions alone. */
  static Results of(List<Distribution> distributions) {
    ResultsFixture fixture = new ResultsFixture(2);
    fixture.distributions.addAll(distributions);
    return fixture.build(false);
  }

  private void system(String system, double factor) {
    each(system, Measures.SUSTAINABLE_RATE, "captures/s", Map.of(), 31_234 / factor);
    each(system, Measures.THROUGHPUT, "captures/s", Map.of(), 42_345 / factor);
    each(system, Measures.THROUGHPUT_WITH_START, "captures/s", Map.of(), 22_345 / factor);
    each(system, Measures.CPU_PER_MILLION, "s", process("app"), 32.1 * factor);
    each(system, Measures.CPU_PER_MILLION, "s", process("broker"), 6.2 * factor);
    each(system, Measures.BROKER_BYTES, "B", Map.of(Measures.DIRECTION, "in"), 433 * factor);
    each(system, Measures.BROKER_BYTES, "B", Map.of(Measures.DIRECTION, "out"), 322 * factor);
    each(system, Measures.HEAP, "MB", Map.of(), 512 + factor);
    each(system, Measures.RSS, "MB", Map.of(), 912 + factor);
    each(system, Measures.RESTORE, "s", Map.of(), 4.5 * factor);
    int share = 25;
    for (String rate : List.of("25%", "50%", "75%", "90%", Measures.COMMON)) {
      latency(system, rate, 300 * share / factor, 20 * factor * share / 25);
      share += 20;
    }
  }

  private void latency(String system, String rate, double sent, double ms) {
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      List<Distribution.Point> points = new ArrayList<>();
      for (double p : PERCENTILES) {
        double tail = p == 100 ? 40 : 1 + Math.log10(100 / (100 - p)) * 3;
        points.add(new Distribution.Point(p, ms * tail * wobble(system, repetition)));
      }
      distributions.add(
          new Distribution(
              system,
              Measures.LATENCY,
              "ms",
              repetition,
              Map.of(Measures.RATE, rate, Measures.CAPTURES_PER_SECOND, Double.toString(sent)),
              12_345,
              points));
    }
  }

  private void each(
      String subject, String measure, String unit, Map<String, String> at, double value) {
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      observations.add(
          new Observation(
              subject, measure, unit, repetition, at, value * wobble(subject, repetition)));
    }
  }

  /** Up to 8 %; of the first system none. */
  private static double wobble(String subject, int repetition) {
    return subject.equals(Subjects.STREAMS_APP) ? 1 : 1 + 0.04 * (repetition * 7 % 5 - 2);
  }

  private static Map<String, String> process(String name) {
    return Map.of(Measures.PROCESS, name);
  }

  private Results build(boolean quick) {
    return new Results(
        Results.FORMAT,
        "2026-11-22T20:00:00Z",
        1_834.5,
        quick,
        List.of("./tandem", "bench", "--out", NASTY),
        new Machine(
            NASTY,
            2,
            8_000,
            "ext4, 100 GB",
            "Linux",
            "6.1",
            "17.0.15",
            0.4,
            List.of("Kafka 4.3.1")),
        new Workload(
            7,
            100_000,
            91_234,
            54_321,
            99,
            411.5,
            4,
            repetitions,
            List.of("documents-by-issuer-minute@1a2b3c4d"),
            List.of("A rate is sustainable where nothing is left at the end.")),
        observations,
        distributions,
        List.of(
            micro("LedgerBenchmark.newKey", Map.of(), 1_234.5),
            micro("ParseBenchmark.byShape", Map.of("shape", "NFE"), 23.4),
            micro("ParseBenchmark.byShape", Map.of("shape", "CTE"), 17.6),
            endToEnd("producedToQueryable", 120, 4_200),
            endToEnd("producedToHistoryPane", 340, 640)));
  }

  private static JmhResult micro(String name, Map<String, String> params, double score) {
    return new JmhResult(
        "dev.tandem.benchmarks.micro." + name,
        "avgt",
        params,
        "ns/op",
        score,
        Optional.of(score / 50),
        Map.of(),
        0,
        Map.of("gc.alloc.rate.norm", 3_083.7));
  }

  private static JmhResult endToEnd(String name, double ms, long samples) {
    return new JmhResult(
        "dev.tandem.benchmarks.endtoend.EndToEndBenchmark." + name,
        "sample",
        Map.of(),
        "ms/op",
        ms,
        Optional.empty(),
        Map.of(
            "0.0", ms / 2, "50.0", ms, "90.0", ms * 1.5, "99.0", ms * 2, "99.9", ms * 4, "100.0",
            ms * 5),
        samples,
        Map.of());
  }
}
