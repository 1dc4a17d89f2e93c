package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.capture.LogAppender;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Folders;
import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.benchmarks.system.Running;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Broker, registry and one program with its log, from its start to its end. Captures are sent in
 * the order of the workload; those that nothing can be seen of go with the next one of which
 * something can.
 */
@State(Scope.Benchmark)
public abstract class Trial {
  private static final long SEED = 5;
  private static final Duration AT_START = Duration.ofSeconds(1);
  private static final Duration PATIENCE_AT_START = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Rows that captures are made of: as many as senders may use up in all iterations. */
  @Param("60000")
  public int rows;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<CountKey, Long> sent = new HashMap<>();
  private Running running;
  private CaptureFile captures;
  private LogAppender log;
  private Answers answers;

  /** A capture on its way: then its window counts so many documents. */
  private record Sent(CountKey window, long documents) {}

  /** The program. */
  abstract CountingSystem system(Programs programs);

  /** Where its answers are looked for. */
  abstract Answers answers(Stack stack, Place place, CountingSystem system, Metric metric);

  @Setup(Level.Trial)
  public void start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tandem-jmh");
    opened.push(() -> Folders.delete(folder));
    Stack stack = opening(Stack.start(folder.resolve("stack")));
    Spec spec = new SpecReader().read(stack.spec());
    Captures made =
        Captures.make(
            SEED, rows, spec, Stack.PARTITIONS, stack.schemas(), folder.resolve("captures"));
    Place place = stack.place("jmh");
    CountingSystem system = system(Programs.find());
    running = opening(Running.start(system, place));
    captures = opening(CaptureFile.open(made.file()));
    log = opening(new LogAppender(stack.kafka(), place.topics().captures(), Stack.PARTITIONS));
    Metric observed = spec.find(Captures.OBSERVED).orElseThrow().metric();
    answers = opening(answers(stack, place, system, observed));
    awaitFirst();
  }

  /**
   * What was counted before anybody could look may never be seen: so one more is sent, and more.
   */
  private void awaitFirst() throws InterruptedException {
    long deadlineNs = System.nanoTime() + PATIENCE_AT_START.toNanos();
    Sent capture = send();
    while (answers.await(capture.window(), capture.documents(), AT_START) < capture.documents()) {
      running.check();
      if (System.nanoTime() > deadlineNs) {
        throw new BenchmarkException(
            running.system().name() + " answers nothing within " + PATIENCE_AT_START);
      }
      capture = send();
    }
  }

  private <T extends AutoCloseable> T opening(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  /** Sends a capture and returns when its window counts it; how many documents the window has. */
  long sendAndAwait() throws InterruptedException {
    Sent capture = send();
    long documents = answers.await(capture.window(), capture.documents(), PATIENCE);
    if (documents < capture.documents()) {
      running.check();
      throw new BenchmarkException(
          running.system().name()
              + " has not answered within "
              + PATIENCE.toSeconds()
              + " s: "
              + capture.window()
              + " counts "
              + documents
              + " documents, not "
              + capture.documents());
    }
    return documents;
  }

  private synchronized Sent send() {
    Optional<LogRecord> next = captures.next();
    while (next.isPresent()) {
      log.append(next.get());
      Optional<CountKey> window = next.get().answered();
      if (window.isPresent()) {
        return new Sent(window.get(), sent.merge(window.get(), 1L, Long::sum));
      }
      next = captures.next();
    }
    throw new BenchmarkException(
        "all captures are sent: give more rows, such as -p rows=" + 2 * rows);
  }

  @TearDown(Level.Trial)
  public void stop() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
