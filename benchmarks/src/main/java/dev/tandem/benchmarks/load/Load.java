package dev.tandem.benchmarks.load;

import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.capture.LogAppender;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Proc;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.spec.SpecReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends captures to a system's log and watches its answers. One command after the other; the
 * captures are sent in the order of their file, each once.
 */
final class Load implements AutoCloseable {
  /** How soon after the last capture all must be answered. */
  static final Duration DRAIN = Duration.ofSeconds(10);

  private static final long START_NS = 1_000_000;

  /** A trial with a backlog of so many seconds' sends is given up. */
  private static final double GIVEN_UP_SECONDS = 20;

  private final CaptureFile file;
  private final LogAppender appender;
  private final Pending pending = new Pending();
  private final Observer observer;

  Load(CountingSystem system, Place place, Path captures) {
    this.file = CaptureFile.open(captures);
    this.appender = new LogAppender(place.kafka(), place.topics().captures(), place.partitions());
    this.observer =
        new Observer(
            place.kafka(),
            system.answersTopic(place.topics()),
            new SpecReader().read(place.spec()).find(Captures.OBSERVED).orElseThrow().metric().id(),
            system.reader(place.topics(), place.schemas()),
            pending::answered);
  }

  /**
   * Appends captures as fast as it goes.
   *
   * @return how many were left to append
   */
  long append(long captures) {
    Latencies unused = new Latencies();
    long appended = 0;
    while (appended < captures && send(System.nanoTime(), unused)) {
      appended++;
    }
    appender.flush();
    return appended;
  }

  /** Sends the next capture and the marks before it; false at the end of the file. */
  private boolean send(long intendedNs, Latencies latencies) {
    Optional<LogRecord> next = file.next();
    while (next.isPresent()) {
      LogRecord each = next.get();
      each.answered().ifPresent(window -> pending.sent(window, intendedNs, latencies));
      appender.append(each);
      if (!each.isMark()) {
        return true;
      }
      next = file.next();
    }
    return false;
  }

  /**
   * Waits until all that was sent is answered.
   *
   * @param processes whose CPU time is to be read
   */
  CatchUp awaitAnswered(List<Long> processes, Duration patience) throws InterruptedException {
    long before = pending.answered();
    long tenth = before + (pending.sent() - before) / 10;
    long deadlineNs = System.nanoTime() + patience.toNanos();
    await(tenth, processes, deadlineNs, patience);
    List<Double> tenthCpu = processes.stream().map(Proc::cpuSeconds).toList();
    long tenthMs = System.currentTimeMillis();
    await(pending.sent(), processes, deadlineNs, patience);
    return new CatchUp(
        tenthMs,
        tenthCpu,
        System.currentTimeMillis(),
        processes.stream().map(Proc::cpuSeconds).toList());
  }

  private void await(long answered, List<Long> processes, long deadlineNs, Duration patience)
      throws InterruptedException {
    while (pending.answered() < answered) {
      observer.check();
      for (long pid : processes) {
        if (ProcessHandle.of(pid).isEmpty()) {
          throw new BenchmarkException("process " + pid + " has ended while it was measured");
        }
      }
      if (System.nanoTime() - deadlineNs > 0) {
        throw new BenchmarkException(
            "of "
                + pending.sent()
                + " captures that must be answered, "
                + pending.answered()
                + " were within "
                + patience);
      }
      Thread.sleep(1);
    }
  }

  /**
   * Sends at a rate.
   *
   * @param perSecond captures
   * @param warmUp at least, at the beginning, whose latencies are not recorded
   * @param length with that warm-up; both are longer where the first answer comes later
   */
  Trial run(double perSecond, Duration warmUp, Duration length) throws InterruptedException {
    Latencies unused = new Latencies();
    Latencies latencies = new Latencies();
    Schedule schedule = new Schedule(System.nanoTime() + START_NS, perSecond);
    long sentBefore = pending.sent();
    long answeredBefore = pending.answered();
    Phases phases = new Phases(schedule.startNs(), warmUp, length, perSecond * GIVEN_UP_SECONDS);
    AtomicBoolean exhausted = new AtomicBoolean();
    OpenLoop loop =
        new OpenLoop(
            OpenLoop.Time.REAL,
            intendedNs -> {
              boolean more = send(intendedNs, phases.records(intendedNs) ? latencies : unused);
              exhausted.set(!more);
              return more;
            },
            () -> {
              observer.check();
              return phases.see(
                  System.nanoTime(), pending.waiting(), pending.answered() > answeredBefore);
            });
    long sent = loop.run(schedule);
    double seconds = (System.nanoTime() - schedule.startNs()) / 1e9;
    appender.flush();
    boolean drained = drain();
    return new Trial(
        perSecond,
        seconds,
        sent,
        exhausted.get(),
        phases.backlog().meanOfThird(1),
        phases.backlog().meanOfThird(2),
        (pending.sent() - sentBefore) / seconds,
        drained && !phases.isGivenUp(),
        latencies.count(),
        latencies.points());
  }

  private boolean drain() throws InterruptedException {
    long deadlineNs = System.nanoTime() + DRAIN.toNanos();
    while (pending.waiting() > 0 && System.nanoTime() - deadlineNs < 0) {
      observer.check();
      Thread.sleep(1);
    }
    return pending.waiting() == 0;
  }

  @Override
  public void close() throws InterruptedException {
    observer.close();
    appender.close();
    file.close();
  }
}
