package dev.tandem.benchmarks.endtoend;

import dev.tandem.counting.CountKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many documents windows were seen to count. What is observed only rises, so an older answer
 * that comes after a newer one says nothing. Thread-safe.
 */
final class Seen {
  private final Map<CountKey, Long> documents = new HashMap<>();

  synchronized void see(CountKey window, long count) {
    documents.merge(window, count, Math::max);
    notifyAll();
  }

  /** See {@link Answers#await}. */
  synchronized long await(CountKey window, long count, Duration patience)
      throws InterruptedException {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    long leftMs = patience.toMillis();
    while (documents.getOrDefault(window, 0L) < count && leftMs > 0) {
      wait(leftMs);
      leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
    }
    return documents.getOrDefault(window, 0L);
  }
}
