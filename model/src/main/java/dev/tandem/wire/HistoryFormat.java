package dev.tandem.wire;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.wire.avro.HistoryRecord;
import java.util.Optional;

/**
 * The records of {@code history-counts}, keyed as {@code live-counts} are ({@link CountFormat}).
 * Upserts that carry a version instead of transactions: of several records for a key the one with
 * the highest counts, wherever in the topic it stands. Thread-safe.
 */
public final class HistoryFormat {
  private final AvroFormat<HistoryRecord> format;

  /**
   * Which of two answers for the same key counts: that of the later run, and in one run that of the
   * later pane.
   *
   * @param run when the run was submitted, epoch milliseconds; a resumed run is the same run
   * @param pane its number within run and window, from 0
   */
  public record Version(long run, long pane) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int byRun = Long.compare(run, other.run);
      return byRun != 0 ? byRun : Long.compare(pane, other.pane);
    }
  }

  /**
   * An answer of the history side.
   *
   * @param tally all of the window so far
   * @param expiredToo whether the part expired is answered: by a backfill it is, by a stream not
   * @param timing of the pane: early, on_time, late, or unknown
   */
  public record History(
      CountKey key, Tally tally, boolean expiredToo, Version version, String timing) {}

  public HistoryFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, HistoryRecord.getClassSchema());
  }

  public byte[] key(CountKey key) {
    return CountFormat.textKey(key);
  }

  public byte[] write(History history) {
    CountKey key = history.key();
    Tally tally = history.tally();
    return format.encode(
        new HistoryRecord(
            key.metric(),
            key.dimensions(),
            key.window().startMs(),
            key.window().endMs(),
            AvroParts.write(tally.live()),
            AvroParts.write(tally.late()),
            history.expiredToo() ? AvroParts.write(tally.expired()) : null,
            history.version().run(),
            history.version().pane(),
            history.timing()));
  }

  public History read(byte[] value) {
    return format.decode(value, HistoryFormat::history);
  }

  private static History history(HistoryRecord history) {
    return new History(
        new CountKey(
            history.getMetric(),
            history.getDimensions(),
            new Window(history.getWindowStartMs(), history.getWindowEndMs())),
        new Tally(
            AvroParts.read(history.getLive()),
            AvroParts.read(history.getLate()),
            Optional.ofNullable(history.getExpired()).map(AvroParts::read).orElse(Measures.ZERO)),
        history.getExpired() != null,
        new Version(history.getRun(), history.getPane()),
        history.getTiming());
  }
}
