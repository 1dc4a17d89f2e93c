package dev.tandem.localstack.topics;

import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.WireException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/** Tells captures and marks of the log from what engines reject (contract, section 1). */
final class LogEntries {
  private final TopicReader reader;
  private final LogFormat log;
  private final Map<String, Integer> partitionsOf = new HashMap<>();

  LogEntries(TopicReader reader, LogFormat log) {
    this.reader = reader;
    this.log = log;
  }

  /** The capture or mark that a record holds; empty where an engine rejects the record. */
  Optional<LogEntry> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(log.read(record.value())).filter(entry -> isInItsPlace(entry, record));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private boolean isInItsPlace(LogEntry entry, ConsumerRecord<byte[], byte[]> record) {
    int partitions =
        partitionsOf.computeIfAbsent(record.topic(), topic -> reader.partitions(topic).size());
    if (entry instanceof Mark mark) {
      return record.key() == null && mark.partitions() == partitions;
    }
    return record.key() != null
        && Arrays.equals(log.key((Capture) entry), record.key())
        && Utils.toPositive(Utils.murmur2(record.key())) % partitions == record.partition();
  }
}
