package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.counting.ArrivalWatermark;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** {@link Inspection} of what KafkaIO reads; the timestamp is the watermark before the record. */
final class InspectFn extends DoFn<KafkaRecord<byte[], byte[]>, KV<byte[], LogRecord>> {
  private static final long serialVersionUID = 1L;

  private final LogSource source;
  private transient Inspection inspection;

  InspectFn(LogSource source) {
    this.source = source;
  }

  @Setup
  public void setup() {
    inspection = new Inspection(source);
  }

  @ProcessElement
  public void process(
      @Element KafkaRecord<byte[], byte[]> record,
      @Timestamp Instant reached,
      MultiOutputReceiver out) {
    inspection.take(
        record.getPartition(),
        record.getOffset(),
        record.getTimestamp(),
        reached.equals(BoundedWindow.TIMESTAMP_MIN_VALUE)
            ? ArrivalWatermark.UNDEFINED
            : reached.getMillis(),
        record.getKV().getKey(),
        record.getKV().getValue(),
        out);
  }
}
