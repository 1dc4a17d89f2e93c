package dev.tandem.benchmarks.micro;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
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

/**
 * The ledger's step, by what the capture is to its access key. Each operation takes another key.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class LedgerBenchmark {
  private static final int KEYS = 1_024;
  private static final long HOUR_MS = 3_600_000;

  private final Ledger ledger = new Ledger(Sample.SPEC.maxFutureMs());
  private final Capture[] documents = new Capture[KEYS];
  private final Capture[] cancellations = new Capture[KEYS];
  private final Capture[] conflicts = new Capture[KEYS];
  private final LedgerEntry[] counted = new LedgerEntry[KEYS];
  private int next;

  @Setup
  public void take() {
    List<Capture> countable = Sample.countable(KEYS);
    for (int i = 0; i < KEYS; i++) {
      Capture capture = countable.get(i);
      Document document = (Document) capture.record();
      documents[i] = capture;
      cancellations[i] = later(capture, cancellationOf(document, capture.arrivedMs()));
      conflicts[i] = later(capture, withOtherValue(document));
      counted[i] = ledger.step(LedgerEntry.EMPTY, capture).after();
    }
  }

  @Benchmark
  public LedgerStep newKey() {
    return ledger.step(LedgerEntry.EMPTY, documents[next()]);
  }

  @Benchmark
  public LedgerStep redelivery() {
    int i = next();
    return ledger.step(counted[i], documents[i]);
  }

  @Benchmark
  public LedgerStep cancellation() {
    int i = next();
    return ledger.step(counted[i], cancellations[i]);
  }

  @Benchmark
  public LedgerStep conflict() {
    int i = next();
    return ledger.step(counted[i], conflicts[i]);
  }

  private int next() {
    next = (next + 1) % KEYS;
    return next;
  }

  private static Capture later(Capture capture, FiscalRecord record) {
    return new Capture(
        new Row(capture.row().source(), capture.row().table(), PrimaryKey.text("later")),
        0,
        Digest.of(capture.digest().bytes()),
        0,
        capture.arrivedMs() + HOUR_MS,
        false,
        record);
  }

  private static Cancellation cancellationOf(Document document, long registeredMs) {
    return new Cancellation(
        document.accessKey(),
        Cancellation.Form.EVENT,
        "110111",
        "135",
        document.production(),
        registeredMs);
  }

  private static Document withOtherValue(Document document) {
    Facts facts = document.facts();
    Facts other =
        new Facts(
            facts.model(),
            facts.issuer(),
            facts.recipientRoot(),
            facts.state(),
            facts.layout(),
            facts.operation(),
            facts.purpose(),
            facts.emission(),
            facts.valueCents() + 1,
            facts.issuedMs(),
            facts.issuedLocalMs(),
            facts.precision(),
            facts.registeredMs());
    return new Document(
        document.accessKey(), other, document.status(), document.production(), document.flags());
  }
}
