package dev.tandem.benchmarks.load;

import dev.tandem.benchmarks.system.Answer;
import dev.tandem.counting.CountKey;
import dev.tandem.wire.HistoryFormat.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Captures that were sent and are not answered yet. Each of them adds one document to a window;
 * when the window's count has risen by n, its n oldest captures are answered. Thread-safe.
 */
final class Pending {
  private final Map<CountKey, OfWindow> windows = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  /**
   * A capture on its way.
   *
   * @param intendedNs when it was to be sent
   * @param latencies where its latency is recorded
   */
  private record Sent(long intendedNs, Latencies latencies) {}

  private static final class OfWindow {
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private Version version = new Version(Long.MIN_VALUE, 0);
    private long documents;
  }

  /** To be called before the capture is sent. */
  void sent(CountKey window, long intendedNs, Latencies latencies) {
    OfWindow of = windows.computeIfAbsent(window, key -> new OfWindow());
    synchronized (of) {
      of.waiting.addLast(new Sent(intendedNs, latencies));
    }
    sent.incrementAndGet();
  }

  /**
   * Takes an answer.
   *
   * @param nowNs when it could be read
   */
  void answered(Answer answer, long nowNs) {
    OfWindow of = windows.get(answer.key());
    if (of == null) {
      return;
    }
    synchronized (of) {
      if (answer.version().compareTo(of.version) < 0) {
        return;
      }
      of.version = answer.version();
      long documents = answer.tally().live().documents() + answer.tally().late().documents();
      while (of.documents < documents && !of.waiting.isEmpty()) {
        Sent first = of.waiting.removeFirst();
        first.latencies().record(nowNs - first.intendedNs());
        of.documents++;
        answered.incrementAndGet();
      }
    }
  }

  /** How many captures were sent that can be seen answered. */
  long sent() {
    return sent.get();
  }

  /** How many of them are answered. */
  long answered() {
    return answered.get();
  }

  long waiting() {
    return sent.get() - answered.get();
  }
}
