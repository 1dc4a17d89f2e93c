package dev.tandem.streams.topology;

import dev.tandem.spec.Spec;
import dev.tandem.wire.Topics;

/**
 * What the topology is built from.
 *
 * @param partitions of the captures log: fixed for ever (contract, section 1)
 * @param onError what becomes of a capture whose key's state is damaged
 * @param width knows whether the log ever had another number of partitions
 */
public record LiveSettings(
    Spec spec, Topics topics, int partitions, OnError onError, LogWidth width) {
  public LiveSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "the log has at least one partition: partitions=" + partitions);
    }
  }

  /** One that stops at a capture which cannot be counted. */
  public LiveSettings(Spec spec, Topics topics, int partitions) {
    this(spec, topics, partitions, OnError.STOP);
  }

  /** Of a log that has always had as many partitions. */
  public LiveSettings(Spec spec, Topics topics, int partitions, OnError onError) {
    this(spec, topics, partitions, onError, LogWidth.FIXED);
  }
}
