package dev.tandem.collector;

import dev.tandem.collector.watch.SlotStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a source is, at one moment.
 *
 * @param snapshot as far as this process reads it; empty where it has not begun to
 * @param streamed what it took in from the change stream; empty where it has not begun to
 * @param heartbeatMs up to when the change stream has been delivered by this process, in epoch
 *     milliseconds
 * @param silentMs while the change stream runs, how long ago its last heartbeat came, or it began
 * @param slot what the server said of it when it was last asked
 * @param share of their time in which the snapshot's readers may read: less than 1 while they back
 *     off
 * @param failure why the source ended, where it did
 */
record SourceStatus(
    String source,
    Phase phase,
    Optional<Snapshot> snapshot,
    Optional<Counts> streamed,
    OptionalLong heartbeatMs,
    OptionalLong silentMs,
    Optional<SlotStatus> slot,
    double share,
    Optional<String> failure) {

  /** What a source's collector is doing. */
  enum Phase {
    STARTING("starting"),
    SNAPSHOT("snapshot"),
    STREAMING("streaming"),
    STANDING_BY("standing-by"),
    STOPPED("stopped"),
    FAILED("failed");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * Versions of rows taken in.
   *
   * @param rows rejected ones included
   */
  record Counts(long rows, long rejected) {}

  /**
   * Of the rows that were there before the change stream began.
   *
   * @param planned an estimate of how many this process will read
   * @param elapsedMs since reading began, up to its end
   */
  record Snapshot(Counts read, long planned, long elapsedMs, boolean over) {
    /** Rows a second so far, 0 where there are none yet. */
    double perSecond() {
      return elapsedMs <= 0 ? 0 : read.rows() * 1000.0 / elapsedMs;
    }

    /** How long the rest will take; empty where that cannot be told. */
    OptionalLong remainingMs() {
      return over || read.rows() == 0 || perSecond() == 0 || read.rows() >= planned
          ? OptionalLong.empty()
          : OptionalLong.of(Math.round((planned - read.rows()) / perSecond() * 1000));
    }
  }
}
