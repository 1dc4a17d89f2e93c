package dev.tandem.wire;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Window;
import dev.tandem.wire.avro.ExpiredRecord;
import dev.tandem.wire.avro.WindowRecord;
import java.util.ArrayList;
import java.util.List;

/** The values of {@code captures-expired}. Thread-safe. */
public final class ExpiredFormat {
  private final AvroFormat<ExpiredRecord> format;

  /**
   * What one capture changed in windows of one metric that it came too late for.
   *
   * @param measures signed
   * @param arrivedMs of the contribution
   * @param capture the row whose capture caused it
   */
  public record Expired(
      String metric,
      List<String> dimensions,
      List<Window> windows,
      Measures measures,
      String accessKey,
      long arrivedMs,
      String capture) {}

  public ExpiredFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, ExpiredRecord.getClassSchema());
  }

  public byte[] write(Expired expired) {
    List<WindowRecord> windows = new ArrayList<>(expired.windows().size());
    expired.windows().forEach(window -> windows.add(AvroParts.write(window)));
    return format.encode(
        new ExpiredRecord(
            expired.metric(),
            expired.dimensions(),
            windows,
            AvroParts.write(expired.measures()),
            expired.accessKey(),
            expired.arrivedMs(),
            expired.capture()));
  }

  public Expired read(byte[] value) {
    return format.decode(value, ExpiredFormat::expired);
  }

  private static Expired expired(ExpiredRecord expired) {
    return new Expired(
        expired.getMetric(),
        expired.getDimensions(),
        expired.getWindows().stream().map(AvroParts::read).toList(),
        AvroParts.read(expired.getMeasures()),
        expired.getAccessKey(),
        expired.getArrivedMs(),
        expired.getCapture());
  }
}
