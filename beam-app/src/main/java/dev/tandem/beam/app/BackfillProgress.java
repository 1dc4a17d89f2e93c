package dev.tandem.beam.app;

import java.util.Locale;

/**
 * How far a backfill is, in words. It reads the log, then counts captures, then says windows; how
 * long the phase at hand will take is told by its own pace. How many windows there will be is known
 * only when all captures are counted.
 */
final class BackfillProgress {
  private final long offsets;
  private final Pace reading = new Pace();
  private final Pace counting = new Pace();

  /** What is done so far. */
  record Done(long offsetsRead, long capturesRead, long capturesCounted, long answers) {}

  /**
   * @param offsets that are read in all
   */
  BackfillProgress(long offsets) {
    this.offsets = offsets;
  }

  /** To be asked for as time goes on. */
  String line(long elapsedMs, Done done) {
    String head = "backfill: " + minutes(elapsedMs) + ", ";
    long read = Math.min(done.offsetsRead(), offsets);
    long counted = Math.min(done.capturesCounted(), done.capturesRead());
    String readingLeft = reading.left(elapsedMs, read, offsets);
    if (read < offsets) {
      return head + of(read, offsets) + " of the log's offsets read" + readingLeft;
    }
    String countingLeft = counting.left(elapsedMs, counted, done.capturesRead());
    if (counted < done.capturesRead()) {
      return head + of(counted, done.capturesRead()) + " captures counted" + countingLeft;
    }
    return head
        + String.format(Locale.ROOT, "%,d captures counted, %,d answers", counted, done.answers());
  }

  /** Where the harness is in another process. */
  static String elsewhere(long elapsedMs) {
    return "backfill: "
        + minutes(elapsedMs)
        + ", runs in other processes: what it has done is known when it ends; until then ask Flink";
  }

  private static String of(long done, long all) {
    return String.format(Locale.ROOT, "%,d of %,d (%d %%)", done, all, 100 * done / all);
  }

  private static String minutes(long ms) {
    return String.format(Locale.ROOT, "%d:%02d", ms / 60_000, ms / 1_000 % 60);
  }

  /** Counts only from when it was last seen to do nothing: to start up is no pace. */
  private static final class Pace {
    private long idleMs;

    String left(long elapsedMs, long done, long all) {
      if (done == 0) {
        idleMs = elapsedMs;
        return "";
      }
      long leftMs = (long) ((elapsedMs - idleMs) * ((double) (all - done) / done));
      return ", about " + minutes(leftMs) + " to go";
    }
  }
}
