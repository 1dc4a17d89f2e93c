package dev.tandem.localstack.topics;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the log's arrival watermarks out of its marks (contract, section 6), as far as asked. */
final class LogWatermarks {
  private final TopicReader reader;
  private final LogEntries entries;
  private final long slackMs;
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<TopicPartition, Reached> reached = new HashMap<>();

  /**
   * A partition's.
   *
   * @param highestMs the highest it ever was
   * @param beforeLastMs what the highest was before the last record that is no mark
   */
  private record Reached(ArrivalWatermark watermark, long highestMs, long beforeLastMs) {
    static final Reached NOTHING =
        new Reached(
            ArrivalWatermark.UNKNOWN, ArrivalWatermark.UNDEFINED, ArrivalWatermark.UNDEFINED);

    Reached after(Mark mark, long appendedMs, long slackMs) {
      ArrivalWatermark next = watermark.after(mark, appendedMs, slackMs);
      return new Reached(next, Math.max(highestMs, next.timeMs()), beforeLastMs);
    }

    Reached afterOther() {
      return new Reached(watermark, highestMs, highestMs);
    }
  }

  LogWatermarks(TopicReader reader, LogFormat log, long slackMs) {
    this.reader = reader;
    this.entries = new LogEntries(reader, log);
    this.slackMs = slackMs;
  }

  /** The highest that any partition had reached before the last capture before its end. */
  long beforeLastCaptureMs(Map<TopicPartition, Long> ends) {
    readTo(ends);
    return reached.values().stream()
        .mapToLong(Reached::beforeLastMs)
        .max()
        .orElse(ArrivalWatermark.UNDEFINED);
  }

  /** The highest that any partition has reached before its end. */
  long highestMs(Map<TopicPartition, Long> ends) {
    readTo(ends);
    return reached.values().stream()
        .mapToLong(Reached::highestMs)
        .max()
        .orElse(ArrivalWatermark.UNDEFINED);
  }

  private void readTo(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    ends.keySet().forEach(partition -> starts.put(partition, read.getOrDefault(partition, 0L)));
    reader.read(starts, ends, this::take);
    read.putAll(ends);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Reached before = reached.getOrDefault(partition, Reached.NOTHING);
    reached.put(
        partition,
        entries
            .read(record)
            .filter(Mark.class::isInstance)
            .map(Mark.class::cast)
            .map(mark -> before.after(mark, record.timestamp(), slackMs))
            .orElseGet(before::afterOther));
  }
}
