package dev.tandem.beam.source;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.WireException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * The contract's arrival watermark, from the marks in a partition (section 6): no clock moves it.
 *
 * <p>A record's timestamp is the watermark that its partition had reached before it. So no record
 * is ever late, and what comes after knows how far the log was when it was appended. Event times
 * come into play behind the ledger.
 *
 * <p>Beam makes a policy anew at every resume and gives it no more than the watermark; what each
 * source was doing is then read again from the marks before the first record.
 */
final class ArrivalTimestampPolicy extends TimestampPolicy<byte[], byte[]> {
  private final TopicPartition partition;
  private final PartitionMarks marks;
  private final LogFormat log;
  private final int partitions;
  private final long slackMs;
  private final Instant previous;
  private Optional<MarkState> state = Optional.empty();

  /**
   * Which marks count, and how.
   *
   * @param partitions of the log; marks for another number are forged
   * @param slackMs how far back an arrival may be backdated when it is delivered
   */
  record MarksOf(int partitions, long slackMs) implements Serializable {}

  ArrivalTimestampPolicy(
      TopicPartition partition,
      PartitionMarks marks,
      LogFormat log,
      MarksOf of,
      Optional<Instant> previous) {
    this.partition = partition;
    this.marks = marks;
    this.log = log;
    this.partitions = of.partitions();
    this.slackMs = of.slackMs();
    this.previous = previous.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE);
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> record) {
    MarkState before = state.orElseGet(() -> marks.before(partition, record.getOffset()));
    state =
        Optional.of(
            mark(log, record.getKV().getKey(), record.getKV().getValue())
                .filter(mark -> mark.partitions() == partitions)
                .map(mark -> before.after(mark, record.getTimestamp(), slackMs))
                .orElse(before));
    return instant(before.highestMs());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    Instant reached = state.map(s -> instant(s.highestMs())).orElse(previous);
    return reached.isBefore(previous) ? previous : reached;
  }

  /** The mark in a record, if it is one. What cannot be read is no mark; the reader rejects it. */
  static Optional<Mark> mark(LogFormat log, byte[] key, byte[] value) {
    if (key != null || value == null) {
      return Optional.empty();
    }
    try {
      return log.read(value) instanceof Mark mark ? Optional.of(mark) : Optional.empty();
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(long watermarkMs) {
    return watermarkMs == ArrivalWatermark.UNDEFINED
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(watermarkMs);
  }
}
