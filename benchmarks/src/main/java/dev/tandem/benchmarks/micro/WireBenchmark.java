package dev.tandem.benchmarks.micro;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records of the topics and of engines' state to Avro and back; schemas are known. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class WireBenchmark {
  private static final int RECORDS = 1_024;
  private static final HistoryFormat.Version VERSION =
      new HistoryFormat.Version(1_795_300_000_000L, 7);

  private final Schemas schemas = new Schemas(RegistrySettings.of("mock://benchmarks"));
  private final LogFormat log = new LogFormat(schemas, Topics.DEFAULT.captures());
  private final CountFormat live = new CountFormat(schemas, Topics.DEFAULT.liveCounts());
  private final HistoryFormat history = new HistoryFormat(schemas, Topics.DEFAULT.historyCounts());
  private final LedgerFormat ledgerFormat = new LedgerFormat(schemas, "ledger");

  private final Mark mark = new Mark("benchmarks", Mark.Kind.HEARTBEAT, 1_795_300_000_000L, 4);
  private final List<Capture> captures = new ArrayList<>(RECORDS);
  private final List<LedgerEntry> entries = new ArrayList<>(RECORDS);
  private final List<CountFormat.Count> counts = new ArrayList<>(RECORDS);
  private final List<HistoryFormat.History> histories = new ArrayList<>(RECORDS);
  private final List<byte[]> captureBytes = new ArrayList<>(RECORDS);
  private final List<byte[]> entryBytes = new ArrayList<>(RECORDS);
  private final List<byte[]> countBytes = new ArrayList<>(RECORDS);
  private final List<byte[]> historyBytes = new ArrayList<>(RECORDS);
  private byte[] markBytes = {};
  private int next;

  @Setup
  public void take() {
    Ledger ledger = new Ledger(Sample.SPEC.maxFutureMs());
    List<Metric> metrics = Sample.SPEC.counted();
    markBytes = log.write(mark);
    captures.addAll(Sample.captures(RECORDS));
    captures.forEach(capture -> captureBytes.add(log.write(capture)));
    for (Capture capture : Sample.countable(RECORDS)) {
      var step = ledger.step(LedgerEntry.EMPTY, capture);
      entries.add(step.after());
      entryBytes.add(ledgerFormat.write(step.after()));
      Metric metric = metrics.get(counts.size() % metrics.size());
      Assignment assignment = metric.assign(step.changes().get(0)).orElseThrow();
      Assignment.Judged judged = assignment.windows().get(0);
      CountKey key = new CountKey(metric.id(), assignment.dimensions(), judged.window());
      Tally tally = Tally.ZERO.plus(judged.verdict(), assignment.measures());
      counts.add(new CountFormat.Count(key, tally, false));
      histories.add(new HistoryFormat.History(key, tally, false, VERSION, "early"));
    }
    counts.forEach(count -> countBytes.add(live.write(count)));
    histories.forEach(answer -> historyBytes.add(history.write(answer)));
  }

  @Benchmark
  public byte[] writeCapture() {
    return log.write(next(captures));
  }

  @Benchmark
  public LogEntry readCapture() {
    return log.read(next(captureBytes));
  }

  @Benchmark
  public byte[] writeMark() {
    return log.write(mark);
  }

  @Benchmark
  public LogEntry readMark() {
    return log.read(markBytes);
  }

  @Benchmark
  public byte[] writeLedgerEntry() {
    return ledgerFormat.write(next(entries));
  }

  @Benchmark
  public LedgerEntry readLedgerEntry() {
    return ledgerFormat.read(next(entryBytes));
  }

  @Benchmark
  public byte[] writeCountKey() {
    return live.key(next(counts).key());
  }

  @Benchmark
  public byte[] writeLiveCount() {
    return live.write(next(counts));
  }

  @Benchmark
  public CountFormat.Count readLiveCount() {
    return live.read(next(countBytes));
  }

  @Benchmark
  public byte[] writeHistoryCount() {
    return history.write(next(histories));
  }

  @Benchmark
  public HistoryFormat.History readHistoryCount() {
    return history.read(next(historyBytes));
  }

  private <T> T next(List<T> of) {
    next = (next + 1) % of.size();
    return of.get(next);
  }
}
