package dev.tandem.streams.topology;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Which partitions of which stores this instance's tasks have, restored and running. Processors
 * tell it: Kafka Streams initializes one when its task's state is restored, and closes it before
 * anybody else can have the partition, or when it learns that it has lost it. Thread-safe.
 */
public final class ActiveTasks {
  private final AtomicLong openings = new AtomicLong();
  private final Map<Task, Long> since = new ConcurrentHashMap<>();

  private record Task(String store, int partition) {}

  /**
   * Empty where the task does not run here; otherwise a number that is another one each time it is
   * taken over.
   */
  public OptionalLong since(String store, int partition) {
    Long opening = since.get(new Task(store, partition));
    return opening == null ? OptionalLong.empty() : OptionalLong.of(opening);
  }

  /** The partitions of a store that run here. */
  public SortedSet<Integer> partitions(String store) {
    SortedSet<Integer> partitions = new TreeSet<>();
    for (Task task : since.keySet()) {
      if (task.store.equals(store)) {
        partitions.add(task.partition);
      }
    }
    return partitions;
  }

  /** A processor whose task is known here while it runs. */
  Processor<byte[], byte[], byte[], byte[]> watch(
      String store, Processor<byte[], byte[], byte[], byte[]> processor) {
    return new Watched(store, processor);
  }

  private final class Watched implements Processor<byte[], byte[], byte[], byte[]> {
    private final String store;
    private final Processor<byte[], byte[], byte[], byte[]> processor;
    private Task task;
    private long opening;

    Watched(String store, Processor<byte[], byte[], byte[], byte[]> processor) {
      this.store = store;
      this.processor = processor;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      processor.init(context);
      task = new Task(store, context.taskId().partition());
      opening = openings.incrementAndGet();
      since.put(task, opening);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      processor.process(record);
    }

    @Override
    public void close() {
      // Another thread may have taken it over from one that learns late that it has lost it.
      if (task != null) {
        since.remove(task, opening);
      }
      processor.close();
    }
  }
}
