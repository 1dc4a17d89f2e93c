package dev.tandem.streams.changes;

import dev.tandem.counting.CountKey;
import dev.tandem.streams.counts.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed since a listener last read: the latest of each key, up to a number of keys. A
 * slow reader is told less often of what changes often, and never makes a processor wait. What does
 * not fit is left out and counted. Thread-safe.
 */
public final class ChangeQueue implements AutoCloseable {
  private final int capacity;
  private final Map<CountKey, Counted> latest = new LinkedHashMap<>();
  private Optional<String> gap = Optional.empty();
  private long dropped;
  private boolean closed;

  /**
   * @param capacity in keys
   */
  public ChangeQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a queue has room for one at least: capacity=" + capacity);
    }
    this.capacity = capacity;
  }

  /** Takes a change; returns at once. */
  synchronized void offer(Counted counted) {
    if (latest.size() < capacity || latest.containsKey(counted.key())) {
      latest.put(counted.key(), counted);
    } else {
      dropped++;
    }
    notifyAll();
  }

  /** Takes note that changes were left out elsewhere. */
  synchronized void overflow(long more) {
    dropped += more;
    notifyAll();
  }

  /** Takes note that changes may have been missed. */
  synchronized void gap(String reason) {
    gap = Optional.of(reason);
    notifyAll();
  }

  /**
   * Waits until there is something, or for so long, and takes it: first what was missed, then what
   * changed, in the order in which keys first changed.
   */
  @SuppressWarnings("WaitNotInLoop") // Waking up early does no harm: there is nothing to take.
  public synchronized List<ChangeEvent> take(long waitMs) throws InterruptedException {
    if (isEmpty() && !closed) {
      wait(waitMs);
    }
    List<ChangeEvent> events = new ArrayList<>(latest.size() + 2);
    gap.ifPresent(reason -> events.add(new ChangeEvent.Gap(reason)));
    if (dropped > 0) {
      events.add(new ChangeEvent.Overflow(dropped));
    }
    latest.values().forEach(counted -> events.add(new ChangeEvent.Changed(counted)));
    gap = Optional.empty();
    dropped = 0;
    latest.clear();
    return events;
  }

  private boolean isEmpty() {
    return latest.isEmpty() && gap.isEmpty() && dropped == 0;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
