package dev.tandem.collector;

import dev.tandem.collector.SourceStatus.Counts;
import dev.tandem.collector.SourceStatus.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** What is said of how far a collector is. */
final class ProgressText {
  private ProgressText() {}

  /** Of a source at work; empty text where there is nothing to say of it. */
  static String of(SourceStatus status) {
    return switch (status.phase()) {
      case SNAPSHOT -> snapshot(status.snapshot().orElseThrow());
      case STREAMING -> stream(status.streamed().orElseThrow(), status.heartbeatMs());
      case STANDING_BY -> "standing by";
      default -> "";
    };
  }

  /** Of a snapshot that goes on. */
  static String snapshot(Snapshot snapshot) {
    String text =
        String.format(
            Locale.ROOT,
            "snapshot: %,d of about %,d rows",
            snapshot.read().rows(),
            snapshot.planned());
    if (snapshot.read().rows() == 0 || snapshot.perSecond() == 0) {
      return text;
    }
    text += String.format(Locale.ROOT, ", %,.0f rows/s", snapshot.perSecond());
    OptionalLong remainingMs = snapshot.remainingMs();
    return remainingMs.isEmpty() ? text : text + ", ETA " + duration(remainingMs.getAsLong());
  }

  /** Of a snapshot that is over. */
  static String snapshotOver(boolean complete, Snapshot snapshot) {
    return String.format(
        Locale.ROOT,
        "snapshot %s: %,d rows (%,d rejected) in %s, %,.0f rows/s",
        complete ? "finished" : "stopped",
        snapshot.read().rows(),
        snapshot.read().rejected(),
        duration(snapshot.elapsedMs()),
        snapshot.perSecond());
  }

  /**
   * Of the change stream.
   *
   * @param heartbeatMs up to when it has been delivered
   */
  static String stream(Counts counts, OptionalLong heartbeatMs) {
    return String.format(
        Locale.ROOT,
        "change stream: %,d rows (%,d rejected), delivered up to %s",
        counts.rows(),
        counts.rejected(),
        heartbeatMs.isEmpty() ? "-" : Instant.ofEpochMilli(heartbeatMs.getAsLong()));
  }

  /** A duration for people. */
  static String duration(long durationMs) {
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
