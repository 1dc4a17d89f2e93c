package dev.tandem.collector;

import dev.tandem.collector.rows.RowCapturer;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** What the collector of one source tells of how far it is. Thread-safe. */
final class Progress {
  private final String source;
  private final Clock clock;
  private final BiConsumer<String, SourceStatus> told;
  private SourceStatus.Phase ended;
  private boolean standingBy;
  private Reading snapshot;
  private long planned;
  private long snapshotMs = -1;
  private Reading stream;
  private boolean streaming;
  private long heartbeatMs;
  private String failure;

  /** Rows are counted from where the capturer is when reading begins. */
  private record Reading(RowCapturer capturer, long rowsBefore, long rejectedBefore, long begunMs) {
    SourceStatus.Counts counts() {
      return new SourceStatus.Counts(
          capturer.rows() - rowsBefore, capturer.rejected() - rejectedBefore);
    }
  }

  /**
   * Progress of a source that has not begun.
   *
   * @param told is given what shall be shown at once and stay, with the status at that time
   */
  Progress(String source, Clock clock, BiConsumer<String, SourceStatus> told) {
    this.source = source;
    this.clock = clock;
    this.told = told;
  }

  /** How far it is now. */
  synchronized SourceStatus status() {
    return new SourceStatus(
        source,
        phase(),
        Optional.ofNullable(snapshot)
            .map(
                reading ->
                    new SourceStatus.Snapshot(
                        reading.counts(),
                        planned,
                        snapshotMs < 0 ? clock.millis() - reading.begunMs() : snapshotMs,
                        snapshotMs >= 0)),
        Optional.ofNullable(stream).map(Reading::counts),
        heartbeatMs == 0 ? OptionalLong.empty() : OptionalLong.of(heartbeatMs),
        Optional.ofNullable(failure));
  }

  private SourceStatus.Phase phase() {
    if (ended != null) {
      return ended;
    }
    if (snapshot != null && snapshotMs < 0) {
      return SourceStatus.Phase.SNAPSHOT;
    }
    if (streaming) {
      return SourceStatus.Phase.STREAMING;
    }
    return standingBy ? SourceStatus.Phase.STANDING_BY : SourceStatus.Phase.STARTING;
  }

  private Reading reading(RowCapturer rows) {
    return new Reading(rows, rows.rows(), rows.rejected(), clock.millis());
  }

  /**
   * Rows are about to be read.
   *
   * @param rows counts those of the snapshot; where the change stream runs beside it, give each its
   *     own
   * @param estimate of how many there are
   */
  synchronized void snapshotPlanned(RowCapturer rows, long estimate) {
    snapshot = reading(rows);
    planned = estimate;
    snapshotMs = -1;
    standingBy = false;
  }

  /** All rows are in the log, or the collector was told to stop. */
  synchronized void snapshotOver(boolean complete) {
    snapshotMs = clock.millis() - snapshot.begunMs();
    tell(ProgressText.snapshotOver(complete, status().snapshot().orElseThrow()));
  }

  /** Another process owns the change stream; this one waits to take over. */
  synchronized void standingBy() {
    standingBy = true;
    tell("standing by: another collector of this source is at work");
  }

  /**
   * Changes are being taken in from now on.
   *
   * @param rows counts them
   */
  synchronized void streamStarted(RowCapturer rows) {
    stream = reading(rows);
    streaming = true;
    standingBy = false;
  }

  /** The stream has been delivered up to this time, in epoch milliseconds. */
  synchronized void heartbeat(long timeMs) {
    heartbeatMs = timeMs;
  }

  /** The stream is over. */
  synchronized void streamOver() {
    streaming = false;
    SourceStatus status = status();
    tell(ProgressText.stream(status.streamed().orElseThrow(), status.heartbeatMs()));
  }

  /** The collector has ended as it was told to. */
  synchronized void stopped() {
    ended = SourceStatus.Phase.STOPPED;
  }

  /** The collector has failed for good. */
  synchronized void failed(String reason) {
    ended = SourceStatus.Phase.FAILED;
    failure = reason;
  }

  private void tell(String line) {
    told.accept(line, status());
  }
}
