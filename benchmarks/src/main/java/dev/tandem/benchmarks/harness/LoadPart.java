package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.floor.Floor;
import dev.tandem.benchmarks.floor.FloorRun;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.system.CountingSystem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Systems and floors, interleaved: in each repetition each of them once. */
final class LoadPart {
  /** In the log before the latency at the common rate is measured. */
  private static final long FILLED = 3_000;

  /** Of what was caught up with in a second, what is tried first: there is a load to send, too. */
  private static final double FIRST = 0.6;

  private final Bench bench;
  private final List<CountingSystem> systems;
  private final List<Floor> floors;
  private final long records;
  private final Map<String, Double> lastRates = new HashMap<>();
  private OptionalDouble common = OptionalDouble.empty();

  /**
   * @param records of the file of captures that are caught up with, marks included
   */
  LoadPart(Bench bench, List<CountingSystem> systems, List<Floor> floors, long records) {
    this.bench = bench;
    this.systems = systems;
    this.floors = floors;
    this.records = records;
  }

  void measure() throws InterruptedException {
    for (int repetition = 1; repetition <= bench.scale().repetitions(); repetition++) {
      for (CountingSystem system : Rotation.of(systems, repetition)) {
        begin(repetition, system.name(), Expected.session(bench.scale()));
        measure(system, repetition);
      }
      if (bench.scale().common() && common.isEmpty() && !systems.isEmpty()) {
        atCommonRate(repetition);
      }
      for (Floor floor : Rotation.of(floors, repetition)) {
        measure(floor, repetition);
      }
    }
  }

  private void begin(int repetition, String name, double seconds) {
    bench
        .progress()
        .part(
            "repetition "
                + repetition
                + " of "
                + bench.scale().repetitions()
                + ", "
                + name
                + ": starting",
            seconds);
  }

  private void measure(CountingSystem system, int repetition) throws InterruptedException {
    Scale scale = bench.scale();
    String run = "r" + repetition + '-' + system.name();
    try (Session session = new Session(bench, system, run, repetition, scale.catchUp())) {
      double caughtUp = session.catchUp();
      session.restore();
      double first = lastRates.getOrDefault(system.name(), caughtUp * FIRST);
      session.runIn(first);
      double sustained = session.sustainableRate(first, scale.between());
      lastRates.put(system.name(), sustained);
      for (int percent : scale.percents()) {
        session.latency(percent + "%", sustained * percent / 100);
      }
      if (common.isPresent()) {
        session.latency(Measures.COMMON, common.getAsDouble());
      }
      session.memory();
      session.finish();
    }
  }

  /**
   * The rate that is common to all is known once all have been measured, and stays for the other
   * repetitions.
   */
  private void atCommonRate(int repetition) throws InterruptedException {
    common = OptionalDouble.of(lastRates.values().stream().min(Double::compare).orElseThrow() / 2);
    for (CountingSystem system : Rotation.of(systems, repetition)) {
      begin(repetition, system.name() + " at the common rate", Expected.common(bench.scale()));
      String run = "common-" + system.name();
      try (Session session = new Session(bench, system, run, repetition, FILLED)) {
        session.awaitCaughtUp();
        session.runIn(common.getAsDouble());
        session.latency(Measures.COMMON, common.getAsDouble());
        session.finish();
      }
    }
  }

  private void measure(Floor floor, int repetition) throws InterruptedException {
    String name = floor.subjects().get(0);
    begin(repetition, name, Expected.floor(bench.scale()));
    String run = "r" + repetition + '-' + name;
    bench
        .figures()
        .addAll(
            floor.measure(
                new FloorRun(
                    bench.stack(),
                    bench.captures(),
                    records,
                    bench.scale().tableRows(),
                    repetition,
                    run,
                    bench.stack().folder().resolve("state").resolve(run),
                    bench.stack().logs().resolve(run))));
  }
}
