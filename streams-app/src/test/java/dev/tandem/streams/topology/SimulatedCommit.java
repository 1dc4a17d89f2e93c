package dev.tandem.streams.topology;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** A {@link SimulatedTask} says when it commits. */
final class SimulatedCommit implements BeforeCommit {
  private final String name;
  private Runnable drain = () -> {};

  SimulatedCommit(String name) {
    this.name = name;
  }

  @Override
  public void attach(ProcessorContext<byte[], byte[]> context, Runnable body) {
    drain = body;
  }

  void drain() {
    drain.run();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
