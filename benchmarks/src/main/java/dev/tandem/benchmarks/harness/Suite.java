package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.floor.Floor;
import dev.tandem.benchmarks.results.JmhResult;
import dev.tandem.benchmarks.results.Machine;
import dev.tandem.benchmarks.results.Results;
import dev.tandem.benchmarks.results.Workload;
import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole run. */
public final class Suite {
  private final Selection selection;
  private final Scale scale;
  private final long seed;
  private final List<String> command;
  private final Path work;
  private final PrintStream out;
  private final Figures figures = new Figures();
  private final List<JmhResult> jmh = new ArrayList<>();

  /**
   * @param repetitions of systems and floors; a quick run has one
   * @param rows to make captures of; empty for as many as are enough on two cores
   * @param seed of the captures
   * @param command as it was given
   * @param work folder for everything that is not the results; there
   */
  public Suite(
      Selection selection,
      boolean quick,
      int repetitions,
      Optional<Integer> rows,
      long seed,
      List<String> command,
      Path work,
      PrintStream out) {
    this(selection, scale(quick, repetitions, rows), seed, command, work, out);
  }

  private static Scale scale(boolean quick, int repetitions, Optional<Integer> rows) {
    Scale scale = quick ? Scale.ofQuickRun() : Scale.ofFullRun(repetitions);
    return rows.map(scale::withRows).orElse(scale);
  }

  Suite(
      Selection selection,
      Scale scale,
      long seed,
      List<String> command,
      Path work,
      PrintStream out) {
    this.selection = selection;
    this.scale = scale;
    this.seed = seed;
    this.command = command;
    this.work = work;
    this.out = out;
  }

  /**
   * Measures everything.
   *
   * @throws dev.tandem.benchmarks.process.BenchmarkException where something fails or a system's
   *     numbers are wrong
   */
  public Results run(Instant now) throws InterruptedException {
    Machine machine = MachineReader.read(Programs.find(), work);
    Progress progress = new Progress(out, expectedSeconds());
    for (JmhPart part : selection.jmh(scale.quick())) {
      progress.part("JMH, " + part.name(), part.expectedSeconds());
      jmh.addAll(part.run(work));
    }
    Workload workload = load(progress);
    progress.part("all is measured", 0);
    return new Results(
        Results.FORMAT,
        now.toString(),
        progress.seconds(),
        scale.quick(),
        command,
        machine,
        workload,
        figures.observations(),
        figures.distributions(),
        jmh);
  }

  private double expectedSeconds() {
    List<CountingSystem> systems = selection.systems();
    double seconds =
        selection.jmh(scale.quick()).stream().mapToDouble(JmhPart::expectedSeconds).sum();
    seconds += Expected.captures(rows());
    seconds += systems.size() * scale.repetitions() * Expected.session(scale);
    seconds += systems.size() * Expected.common(scale);
    return seconds + selection.floors().size() * scale.repetitions() * Expected.floor(scale);
  }

  /** Where nothing sends them, no more than it takes to say what they are like. */
  private int rows() {
    boolean sent = !selection.systems().isEmpty() || !selection.floors().isEmpty();
    return sent ? scale.rows() : (int) scale.catchUp() + 1_000;
  }

  private Workload load(Progress progress) throws InterruptedException {
    int rows = rows();
    progress.part("making captures of " + rows + " rows", Expected.captures(rows));
    try (Stack stack = Stack.start(work)) {
      Spec spec = new SpecReader().read(stack.spec());
      Captures captures =
          Captures.make(
              seed, rows, spec, Stack.PARTITIONS, stack.schemas(), work.resolve("captures.bin"));
      List<CountingSystem> systems = selection.systems();
      List<Floor> floors = selection.floors();
      CaughtUp caughtUp = CaughtUp.of(captures, scale.catchUp());
      if (!systems.isEmpty() || !floors.isEmpty()) {
        Bench bench = new Bench(stack, captures, scale, figures, progress);
        new LoadPart(bench, systems, floors, caughtUp.records()).measure();
      }
      return new Workload(
          seed,
          scale.catchUp(),
          caughtUp.observable(),
          Numbers.windows(stack.spec(), stack.schemas(), captures.file(), scale.catchUp()),
          caughtUp.records() - scale.catchUp(),
          (double) captures.bytes() / captures.captures(),
          Stack.PARTITIONS,
          scale.repetitions(),
          spec.metrics().stream().map(metric -> metric.metric().id()).toList(),
          Rules.of(scale));
    }
  }

  /**
   * The beginning of the file, that is caught up with.
   *
   * @param records marks included
   * @param observable captures that can be seen answered
   */
  private record CaughtUp(long records, long observable) {
    static CaughtUp of(Captures captures, long wanted) {
      long records = 0;
      long counted = 0;
      long observable = 0;
      try (CaptureFile file = CaptureFile.open(captures.file())) {
        Optional<LogRecord> next = file.next();
        while (counted < wanted && next.isPresent()) {
          records++;
          counted += next.get().isMark() ? 0 : 1;
          observable += next.get().answered().isPresent() ? 1 : 0;
          next = file.next();
        }
      }
      return new CaughtUp(records, observable);
    }
  }
}
