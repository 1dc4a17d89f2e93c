package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.load.CatchUp;
import dev.tandem.benchmarks.load.LoadProcess;
import dev.tandem.benchmarks.load.Trial;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Folders;
import dev.tandem.benchmarks.process.HeapLog;
import dev.tandem.benchmarks.process.Proc;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.stack.BrokerBytes;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Running;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One system in one repetition: a log of its own, a process that lives from step to step, and at
 * the end all its numbers compared with the reference's.
 */
final class Session implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double MILLION = 1e6;
  private static final int TRIED_AT_MOST = 12;

  private final Bench bench;
  private final CountingSystem system;
  private final int repetition;
  private final Figures.Of figures;
  private final Place place;
  private final LoadProcess load;
  private final Running running;
  private final BrokerBytes bytesBefore;
  private final long startedMs;
  private final long filled;
  private long sent;
  private double rssMb;

  /**
   * Fills a log and starts the system.
   *
   * @param run names topics and folders, used once
   * @param captures in the log when it is started
   */
  Session(Bench bench, CountingSystem system, String run, int repetition, long captures)
      throws InterruptedException {
    this.bench = bench;
    this.system = system;
    this.repetition = repetition;
    this.figures = bench.figures().of(system.name(), repetition);
    this.place = bench.stack().place(run);
    this.load = LoadProcess.start(system, place, bench.captures().file());
    this.filled = load.append(captures);
    this.sent = filled;
    this.bytesBefore = bytes();
    this.startedMs = System.currentTimeMillis();
    this.running = Running.start(system, place);
  }

  private BrokerBytes bytes() {
    return bench.stack().brokerBytes(system.answersTopic(place.topics()));
  }

  /** Waits until it has caught up. */
  CatchUp awaitCaughtUp() {
    try {
      return load.awaitAnswered(List.of(running.pid(), bench.stack().brokerPid()), PATIENCE);
    } catch (BenchmarkException e) {
      running.check();
      throw e;
    }
  }

  /** Measures how it catches up with the log that it was started with. */
  double catchUp() {
    tell("catching up with %,d captures", filled);
    CatchUp caughtUp = awaitCaughtUp();
    BrokerBytes moved = bytes().since(bytesBefore);
    double part = filled * CatchUp.MEASURED_PART;
    double perSecond = part / seconds(caughtUp.tenthMs(), caughtUp.doneMs());
    figures.add(Measures.THROUGHPUT, "captures/s", perSecond);
    figures.add(
        Measures.THROUGHPUT_WITH_START,
        "captures/s",
        filled / seconds(startedMs, caughtUp.doneMs()));
    List<String> processes = List.of("app", "broker");
    for (int i = 0; i < processes.size(); i++) {
      figures.add(
          Measures.CPU_PER_MILLION,
          "s",
          Map.of(Measures.PROCESS, processes.get(i)),
          (caughtUp.doneCpu().get(i) - caughtUp.tenthCpu().get(i)) / part * MILLION);
    }
    addBytes("in", moved.in());
    // What this program reads of the answers is no part of the system.
    addBytes("out", moved.out() - moved.topicOut());
    return perSecond;
  }

  private void addBytes(String direction, long bytes) {
    figures.add(
        Measures.BROKER_BYTES,
        "bytes/capture",
        Map.of(Measures.DIRECTION, direction),
        (double) bytes / filled);
  }

  private static double seconds(long fromMs, long toMs) {
    return Math.max(1, toMs - fromMs) / 1e3;
  }

  /** Kills it, lets captures come, and measures how long its successor needs. */
  void restore() throws InterruptedException {
    running.awaitCanGoOn(PATIENCE);
    tell("killed, %,d captures come meanwhile, started again", bench.scale().missed());
    seeRss();
    running.kill();
    sent += load.append(bench.scale().missed());
    long againMs = System.currentTimeMillis();
    running.startAgain(true);
    figures.add(Measures.RESTORE, "s", seconds(againMs, awaitCaughtUp().doneMs()));
  }

  /** Lets it run at a rate for a while, unmeasured: what was just started is slow. */
  void runIn(double perSecond) {
    tell("running in at %,.0f captures/s", perSecond);
    run(perSecond, bench.scale().running());
  }

  /**
   * Finds the rate that it sustains.
   *
   * @param first rate to try
   * @param between how often a rate between one that is sustained and one that is not is tried
   */
  double sustainableRate(double first, int between) {
    RateSearch search = new RateSearch(first, between);
    for (int tried = 0; search.goesOn() && tried < TRIED_AT_MOST; tried++) {
      double rate = search.next();
      Trial trial = run(rate);
      tell(
          "%,.0f captures/s %s: backlog %,.0f in the middle third, %,.0f in the last",
          rate,
          trial.sustained() ? "are sustained" : "are too many for it",
          trial.backlogMid(),
          trial.backlogEnd());
      search.tried(rate, trial.sustained());
    }
    if (search.sustained() == 0) {
      throw new BenchmarkException(
          system.name() + " sustains no rate, not even " + Math.round(search.next() * 2));
    }
    figures.add(Measures.SUSTAINABLE_RATE, "captures/s", search.sustained());
    return search.sustained();
  }

  /** Measures the latency at a rate. */
  void latency(String name, double perSecond) {
    Trial trial = run(perSecond);
    if (trial.count() == 0) {
      throw new BenchmarkException(
          system.name() + " has answered nothing at " + perSecond + " captures/s");
    }
    tell(
        "latency at %s, %,.0f captures/s: median %,.0f ms, p99 %,.0f ms",
        name, perSecond, at(trial, 50), at(trial, 99));
    figures.add(
        Measures.LATENCY,
        "ms",
        Map.of(
            Measures.RATE,
            name,
            Measures.CAPTURES_PER_SECOND,
            String.format(Locale.ROOT, "%.1f", perSecond)),
        trial.count(),
        trial.latencies());
  }

  private static double at(Trial trial, double percentile) {
    return trial.latencies().stream()
        .filter(point -> point.percentile() == percentile)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private Trial run(double perSecond) {
    return run(perSecond, bench.scale().trialAt(perSecond));
  }

  /** Runs a trial; before the next one all is answered. */
  private Trial run(double perSecond, Duration length) {
    Trial trial = load.run(perSecond, bench.scale().warmUp(), length);
    sent += trial.captures();
    awaitCaughtUp();
    if (trial.exhausted()) {
      throw new BenchmarkException(
          "the captures made for this run have come to an end: make more of them with --rows, now "
              + bench.scale().rows());
    }
    return trial;
  }

  /** Fails unless all numbers are right; then notes what the process has needed. */
  void finish() throws InterruptedException {
    tell("comparing all windows with the reference");
    long windows = Numbers.requireRight(system, place, bench.captures().file(), sent);
    tell("%,d captures, all %,d windows are right", sent, windows);
  }

  /** Notes the memory that it has needed. */
  void memory() {
    seeRss();
    figures.add(Measures.RSS, "MB", rssMb);
    running.collections().stream()
        .map(HeapLog::peakHeapMb)
        .flatMapToDouble(OptionalDouble::stream)
        .max()
        .ifPresent(heapMb -> figures.add(Measures.HEAP, "MB", heapMb));
  }

  private void seeRss() {
    rssMb = Math.max(rssMb, Proc.peakRssMb(running.pid()));
  }

  private void tell(String format, Object... values) {
    bench
        .progress()
        .say(
            "repetition "
                + repetition
                + ", "
                + system.name()
                + ": "
                + String.format(Locale.ROOT, format, values));
  }

  @Override
  public void close() throws InterruptedException {
    load.close();
    running.close();
    bench.stack().deleteTopics(place);
    Folders.delete(place.folder());
  }
}
