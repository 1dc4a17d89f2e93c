package dev.tandem.streams.changes;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.streams.counts.Counted;
import dev.tandem.streams.topology.TallyListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands the changes of this instance's tallies to the queues that want them. Thread-safe. */
public final class ChangeHub implements TallyListener, AutoCloseable {
  private final Map<String, List<Listening>> byMetric = new ConcurrentHashMap<>();

  private volatile boolean closed;

  private record Listening(ChangeFilter filter, ChangeQueue queue) {}

  @Override
  public boolean wants(String metric) {
    return !byMetric.getOrDefault(metric, List.of()).isEmpty();
  }

  @Override
  public void changed(CountKey key, Tally tally, boolean revised) {
    List<Listening> listening = byMetric.get(key.metric());
    if (listening == null || listening.isEmpty()) {
      return;
    }
    Counted counted = new Counted(key, tally, revised);
    for (Listening each : listening) {
      if (each.filter.wants(key)) {
        each.queue.offer(counted);
      }
    }
  }

  /** From now on the queue is told. */
  public void add(ChangeFilter filter, ChangeQueue queue) {
    byMetric
        .computeIfAbsent(filter.metric(), metric -> new CopyOnWriteArrayList<>())
        .add(new Listening(filter, queue));
    if (closed) {
      queue.close();
    }
  }

  /** From now on the queue is not told any more. */
  public void remove(ChangeFilter filter, ChangeQueue queue) {
    byMetric.getOrDefault(filter.metric(), List.of()).remove(new Listening(filter, queue));
  }

  /** Closes all queues, and those that are still to come. */
  @Override
  public void close() {
    closed = true;
    byMetric.values().forEach(listening -> listening.forEach(each -> each.queue.close()));
  }
}
