package dev.tandem.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What is said of how far a collector is. */
final class ProgressText {
  private ProgressText() {}

  /**
   * Of a snapshot that goes on.
   *
   * @param planned an estimate of the rows there are
   */
  static String snapshot(long rows, long planned, long elapsedMs) {
    double perSecond = perSecond(rows, elapsedMs);
    String text = String.format(Locale.ROOT, "snapshot: %,d of about %,d rows", rows, planned);
    if (rows == 0 || perSecond == 0) {
      return text;
    }
    text += String.format(Locale.ROOT, ", %,.0f rows/s", perSecond);
    return rows >= planned
        ? text
        : text + ", ETA " + duration(Math.round((planned - rows) / perSecond * 1000));
  }

  /** Of a snapshot that is over. */
  static String snapshotOver(boolean complete, long rows, long rejected, long elapsedMs) {
    return String.format(
        Locale.ROOT,
        "snapshot %s: %,d rows (%,d rejected) in %s, %,.0f rows/s",
        complete ? "finished" : "stopped",
        rows,
        rejected,
        duration(elapsedMs),
        perSecond(rows, elapsedMs));
  }

  /**
   * Of the change stream.
   *
   * @param rows taken in from the stream
   * @param heartbeatMs up to when it has been delivered, 0 if not known yet
   */
  static String stream(long rows, long rejected, long heartbeatMs) {
    return String.format(
        Locale.ROOT,
        "change stream: %,d rows (%,d rejected), delivered up to %s",
        rows,
        rejected,
        heartbeatMs == 0 ? "-" : Instant.ofEpochMilli(heartbeatMs));
  }

  private static double perSecond(long rows, long elapsedMs) {
    return elapsedMs <= 0 ? 0 : rows * 1000.0 / elapsedMs;
  }

  private static String duration(long durationMs) {
    Duration duration = Duration.ofMillis(durationMs);
    if (duration.toHours() > 0) {
      return String.format(
          Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(Locale.ROOT, "%.1f s", durationMs / 1000.0);
  }
}
