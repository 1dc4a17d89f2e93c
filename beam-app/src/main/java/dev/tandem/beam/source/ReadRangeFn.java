package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import dev.tandem.beam.worker.KafkaClients;
import dev.tandem.counting.ArrivalWatermark;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a range of offsets to its end, and no further. KafkaIO's own bounded reads wait for a
 * record at the end of the range, which never comes where a transaction's marker is the last thing
 * in a partition; a consumer's position steps over markers.
 */
final class ReadRangeFn extends DoFn<OffsetRange, KV<byte[], LogRecord>> {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofMillis(500);

  private final LogSource source;
  private final StepCounter read = new StepCounter(Step.OFFSETS_READ);
  private transient Inspection inspection;

  ReadRangeFn(LogSource source) {
    this.source = source;
  }

  @Setup
  public void setup() {
    inspection = new Inspection(source);
  }

  @ProcessElement
  public void process(@Element OffsetRange range, MultiOutputReceiver out) {
    TopicPartition partition =
        new TopicPartition(source.registry().topics().captures(), range.partition());
    try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(source.consumerConfig())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, range.from());
      long readUpTo = range.from();
      while (readUpTo < range.to()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < range.to()) {
            inspection.take(
                range.partition(),
                record.offset(),
                record.timestamp(),
                ArrivalWatermark.UNDEFINED,
                record.key(),
                record.value(),
                out);
          }
        }
        long upTo = Math.min(consumer.position(partition), range.to());
        read.add(upTo - readUpTo);
        readUpTo = upTo;
      }
    }
  }
}
