package dev.tandem.streams.topology;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * {@link BeforeCommit} on Kafka Streams. The only class that uses its internal API: a store that is
 * a {@link CachedStateStore} is asked to flush its cache before the producer is flushed and the
 * offsets are sent, at every commit, revocation and clean close, and that is where the record
 * caches of the DSL forward too. Public callbacks ({@code StateStore.flush}, {@code
 * Processor.close}) come after the offsets, a punctuator not with every commit: both lose records.
 */
final class CommitHook implements BeforeCommit, CachedStateStore<Object, Object> {
  private final String name;
  private boolean open;
  private Optional<Runnable> drain = Optional.empty();

  private CommitHook(String name) {
    this.name = name;
  }

  static StoreBuilder<CommitHook> builder(String name) {
    return new Builder(name);
  }

  @Override
  public void attach(ProcessorContext<byte[], byte[]> context, Runnable body) {
    InternalProcessorContext<?, ?> inside = (InternalProcessorContext<?, ?>) context;
    ProcessorNode<?, ?, ?, ?> node = inside.currentNode();
    int partition = context.taskId().partition();
    drain = Optional.of(() -> runAs(inside, node, partition, body));
  }

  private static void runAs(
      InternalProcessorContext<?, ?> context,
      ProcessorNode<?, ?, ?, ?> node,
      int partition,
      Runnable body) {
    ProcessorNode<?, ?, ?, ?> nodeBefore = context.currentNode();
    ProcessorRecordContext recordBefore = context.recordContext();
    context.setCurrentNode(node);
    context.setRecordContext(new ProcessorRecordContext(0, -1, partition, "", new RecordHeaders()));
    try {
      body.run();
    } finally {
      context.setCurrentNode(nodeBefore);
      context.setRecordContext(recordBefore);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    drain = Optional.empty();
    open = true;
    context.register(root, (key, value) -> {});
  }

  @Override
  public void flushCache() {
    drain.ifPresent(Runnable::run);
  }

  @Override
  public void clearCache() {
    drain = Optional.empty();
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOld) {
    return false;
  }

  @Override
  public void close() {
    drain = Optional.empty();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Neither cached nor logged: there is nothing in it. */
  private record Builder(String name) implements StoreBuilder<CommitHook> {
    @Override
    public StoreBuilder<CommitHook> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingDisabled() {
      return this;
    }

    @Override
    public CommitHook build() {
      return new CommitHook(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
