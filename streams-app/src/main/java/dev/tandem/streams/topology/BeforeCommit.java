package dev.tandem.streams.topology;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * A store without content that calls its processor right before the task commits, inside the
 * transaction that the commit ends: what the processor puts and forwards then is committed with the
 * offsets of all that it has taken, or not at all.
 */
interface BeforeCommit extends StateStore {
  /**
   * Names what to do before each commit, until the task is closed or loses its state.
   *
   * @param context of the processor that is being initialized
   */
  void attach(ProcessorContext<byte[], byte[]> context, Runnable drain);
}
