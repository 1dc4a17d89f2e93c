package dev.tandem.benchmarks.endtoend;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a capture's sending until it is counted in what can be queried, in an event that was pushed,
 * in a committed record of {@code live-counts}, in a pane of {@code history-counts}. Each sender
 * waits for its answer: four senders, as each one that asks takes time from what it asks, and 32
 * where they only listen, as the history side answers bundle by bundle, about a second apart, and
 * p99.9 takes a thousand values.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(4)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 10)
public class EndToEndBenchmark {
  @Benchmark
  public long producedToQueryable(LiveQueried trial) throws InterruptedException {
    return trial.sendAndAwait();
  }

  @Benchmark
  public long producedToPushedEvent(LivePushed trial) throws InterruptedException {
    return trial.sendAndAwait();
  }

  @Benchmark
  @Threads(32)
  public long producedToLiveCounts(LiveCommitted trial) throws InterruptedException {
    return trial.sendAndAwait();
  }

  @Benchmark
  @Threads(32)
  public long producedToHistoryCounts(HistoryCommitted trial) throws InterruptedException {
    return trial.sendAndAwait();
  }
}
