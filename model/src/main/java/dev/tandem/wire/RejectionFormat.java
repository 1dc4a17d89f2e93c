package dev.tandem.wire;

import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.avro.RejectionRecord;

/** The values of {@code captures-rejected}. Thread-safe. */
public final class RejectionFormat {
  private final AvroFormat<RejectionRecord> format;

  public RejectionFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, RejectionRecord.getClassSchema());
  }

  public byte[] write(Rejection rejection) {
    return format.encode(
        new RejectionRecord(
            rejection.origin(),
            rejection.digest(),
            rejection.reason().text(),
            rejection.detail(),
            rejection.arrivedMs()));
  }

  public Rejection read(byte[] value) {
    return format.decode(value, RejectionFormat::rejection);
  }

  private static Rejection rejection(RejectionRecord record) {
    return new Rejection(
        record.getOrigin(),
        record.getDigest(),
        RejectReason.named(record.getReason()),
        record.getDetail(),
        record.getArrivedMs());
  }
}
