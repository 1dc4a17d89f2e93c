package dev.tandem.collector;

import dev.tandem.collector.rows.RowCounts;
import dev.tandem.collector.watch.SlotStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

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
  private long heardMs;
  private SlotStatus slot;
  private DoubleSupplier share = () -> 1;
  private String failure;

  /** Rows are counted from where they are when reading begins. */
  private record Reading(RowCounts counter, long rowsBefore, long rejectedBefore, long begunMs) {
    SourceStatus.Counts counts() {
      return new SourceStatus.Counts(
          counter.rows() - rowsBefore, counter.rejected() - rejectedBefore);
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
        streaming ? OptionalLong.of(clock.millis() - heardMs) : OptionalLong.empty(),
        Optional.ofNullable(slot),
        share.getAsDouble(),
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

  private Reading reading(RowCounts rows) {
    return new Reading(rows, rows.rows(), rows.rejected(), clock.millis());
  }

  /**
   * Rows are about to be read.
   *
   * @param rows counts those of the snapshot; where the change stream runs beside it, give each its
   *     own
   * @param estimate of how many there are
   */
  synchronized void snapshotPlanned(RowCounts rows, long estimate) {
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
  synchronized void streamStarted(RowCounts rows) {
    stream = reading(rows);
    streaming = true;
    heardMs = clock.millis();
    standingBy = false;
  }

  /** The stream has been delivered up to this time, in epoch milliseconds. */
  synchronized void heartbeat(long timeMs) {
    heartbeatMs = timeMs;
    heardMs = clock.millis();
  }

  /** The server said this of the slot. */
  synchronized void slot(SlotStatus status) {
    slot = status;
  }

  /** Readers keep to a pace, of which this is the share. */
  synchronized void paced(DoubleSupplier share) {
    this.share = share;
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
