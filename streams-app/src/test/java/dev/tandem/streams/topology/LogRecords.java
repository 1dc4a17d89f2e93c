package dev.tandem.streams.topology;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;

/** Records of the captures log, their timestamp being when they were appended. */
final class LogRecords {
  private LogRecords() {}

  static Record<byte[], byte[]> of(LogFormat log, Capture capture, long appendedMs) {
    return new Record<>(log.key(capture), log.write(capture), appendedMs);
  }

  static Record<byte[], byte[]> of(LogFormat log, Mark mark, long appendedMs) {
    return new Record<>(null, log.write(mark), appendedMs);
  }

  /** Where Kafka's own partitioner puts a key. */
  static int partitionOf(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
