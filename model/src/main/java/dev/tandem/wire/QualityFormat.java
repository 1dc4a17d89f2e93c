package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.wire.avro.QualityRecord;

/** The records of {@code quality-counts}, keyed {@code partition/class/reason}. Thread-safe. */
public final class QualityFormat {
  private final AvroFormat<QualityRecord> format;

  /** How many captures of a partition of the log are of a quality. */
  public record QualityCount(int partition, Quality quality, long captures) {}

  public QualityFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, QualityRecord.getClassSchema());
  }

  public byte[] key(QualityCount count) {
    Quality quality = count.quality();
    return (count.partition() + "/" + quality.qualityClass().text() + '/' + quality.reason())
        .getBytes(UTF_8);
  }

  public byte[] write(QualityCount count) {
    return format.encode(
        new QualityRecord(
            count.partition(),
            count.quality().qualityClass().text(),
            count.quality().reason(),
            count.captures()));
  }

  public QualityCount read(byte[] value) {
    return format.decode(value, QualityFormat::count);
  }

  private static QualityCount count(QualityRecord count) {
    return new QualityCount(
        count.getPartition(),
        new Quality(QualityClass.named(count.getQualityClass()), count.getReason()),
        count.getCaptures());
  }
}
