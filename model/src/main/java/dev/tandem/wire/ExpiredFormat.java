package dev.tandem.wire;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.wire.avro.ExpiredChangeRecord;
import dev.tandem.wire.avro.ExpiredRecord;
import dev.tandem.wire.avro.WindowRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of {@code captures-expired}: one per capture, metric and reason. Thread-safe. */
public final class ExpiredFormat {
  private final AvroFormat<ExpiredRecord> format;

  /** Why a change is not in the answers. */
  public enum Reason {
    /** It arrived after {@code lateness.history}: the part expired of the contract's section 5. */
    EXPIRED("expired"),
    /** The engine has forgotten a window of it (contract, section 6). */
    WINDOW_GONE("window-gone");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    private static Reason named(String text) {
      for (Reason reason : values()) {
        if (reason.text.equals(text)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("not a reason: " + text);
    }
  }

  /**
   * What one capture changed in windows of one metric that it came too late for.
   *
   * @param engine whose answers it is missing from
   * @param capture the row whose capture caused it
   * @param position of that capture in the log; engine, metric, reason and position tell a record
   *     that is said again after a restart from another one. Empty where an older version wrote it
   */
  public record Expired(
      String engine,
      String metric,
      String accessKey,
      String capture,
      String position,
      Reason reason,
      List<ExpiredChange> changes) {
    public Expired {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A contribution said, or taken back, in windows it came too late for.
   *
   * @param measures signed
   * @param arrivedMs of the contribution
   * @param part of the answer which it is missing from: always EXPIRED where the reason is
   */
  public record ExpiredChange(
      List<String> dimensions,
      List<Window> windows,
      Measures measures,
      long arrivedMs,
      Verdict part) {
    public ExpiredChange {
      dimensions = List.copyOf(dimensions);
      windows = List.copyOf(windows);
    }
  }

  public ExpiredFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, ExpiredRecord.getClassSchema());
  }

  public byte[] write(Expired expired) {
    List<ExpiredChangeRecord> changes = new ArrayList<>(expired.changes().size());
    expired.changes().forEach(change -> changes.add(write(change)));
    return format.encode(
        new ExpiredRecord(
            expired.metric(),
            expired.accessKey(),
            expired.capture(),
            changes,
            expired.reason().text(),
            expired.engine(),
            expired.position()));
  }

  public Expired read(byte[] value) {
    return format.decode(
        value,
        expired ->
            new Expired(
                expired.getEngine(),
                expired.getMetric(),
                expired.getAccessKey(),
                expired.getCapture(),
                expired.getPosition(),
                Reason.named(expired.getReason()),
                expired.getChanges().stream().map(ExpiredFormat::read).toList()));
  }

  private static ExpiredChangeRecord write(ExpiredChange change) {
    List<WindowRecord> windows = new ArrayList<>(change.windows().size());
    change.windows().forEach(window -> windows.add(AvroParts.write(window)));
    return new ExpiredChangeRecord(
        change.dimensions(),
        windows,
        AvroParts.write(change.measures()),
        change.arrivedMs(),
        change.part().name().toLowerCase(Locale.ROOT));
  }

  private static ExpiredChange read(ExpiredChangeRecord change) {
    return new ExpiredChange(
        change.getDimensions(),
        change.getWindows().stream().map(AvroParts::read).toList(),
        AvroParts.read(change.getMeasures()),
        change.getArrivedMs(),
        Verdict.valueOf(change.getPart().toUpperCase(Locale.ROOT)));
  }
}
