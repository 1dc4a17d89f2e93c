package dev.tandem.streams.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends what has the empty key, which no change of a tally has, to every partition of the
 * repartition topic (KIP-837), and everything else where its key belongs.
 */
final class ToAllPartitions implements StreamPartitioner<byte[], byte[]> {
  /** Of a record for all. Never written to. */
  static final byte[] KEY = {};

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    return key.length > 0
        ? Optional.empty()
        : Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()));
  }
}
