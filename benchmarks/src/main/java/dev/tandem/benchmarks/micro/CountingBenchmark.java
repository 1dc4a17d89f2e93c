package dev.tandem.benchmarks.micro;

import dev.tandem.counting.Change;
import dev.tandem.counting.Contribution;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.domain.Capture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What follows the ledger: verdict and tally, and what the default spec asks of a document. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class CountingBenchmark {
  private static final int DOCUMENTS = 1_024;
  private static final int CAPTURES = 4_096;
  private static final Lateness TWO_HOURS_NINETY_DAYS = new Lateness(7_200_000L, 7_776_000_000L);

  private final List<Metric> metrics = Sample.SPEC.counted();
  private final Change[] changes = new Change[DOCUMENTS];
  private List<Capture> captures = List.of();
  private Tally tally = Tally.ZERO;
  private int next;

  @Setup
  public void take() {
    captures = Sample.captures(CAPTURES);
    Ledger ledger = new Ledger(Sample.SPEC.maxFutureMs());
    List<Capture> countable = Sample.countable(DOCUMENTS);
    for (int i = 0; i < DOCUMENTS; i++) {
      changes[i] = ledger.step(LedgerEntry.EMPTY, countable.get(i)).changes().get(0);
    }
  }

  /** A window's end is taken to be the time of issue. */
  @Benchmark
  public Verdict verdict() {
    Contribution contribution = next().contribution();
    return Verdict.of(
        contribution.facts().issuedMs(), TWO_HOURS_NINETY_DAYS, contribution.arrivedMs());
  }

  /** A contribution, added to the tally of a window. */
  @Benchmark
  public Tally tally() {
    Measures measures = next().contribution().measures();
    tally = tally.plus((next & 7) == 0 ? Verdict.LATE : Verdict.LIVE, measures);
    return tally;
  }

  /** A change as the six metrics of the default spec take it: filter, windows, verdicts. */
  @Benchmark
  public void assignToSixMetrics(Blackhole blackhole) {
    Change change = next();
    for (Metric metric : metrics) {
      blackhole.consume(metric.assign(change));
    }
  }

  /** The whole contract in one thread and in memory, of 4,096 captures, for each of them. */
  @Benchmark
  @OperationsPerInvocation(CAPTURES)
  public ReferenceCounter wholeContract() {
    ReferenceCounter counter = new ReferenceCounter(metrics, Sample.SPEC.maxFutureMs());
    captures.forEach(counter::add);
    return counter;
  }

  private Change next() {
    next = (next + 1) % DOCUMENTS;
    return changes[next];
  }
}
