package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * What a collector writes to every partition of the log to move its source's arrival watermark
 * (contract, section 6).
 *
 * @param timeMs of a heartbeat: the commit time up to which the change stream has been delivered;
 *     else when it was written
 * @param partitions how many partitions the log had for the collector; a change is refused
 */
public record Mark(String source, Kind kind, long timeMs, int partitions) implements LogEntry {
  /** The four marks. */
  public enum Kind {
    SNAPSHOT_STARTED("snapshot-started"),
    SNAPSHOT_FINISHED("snapshot-finished"),
    HEARTBEAT("heartbeat"),
    /** The source has ended for good: it no longer holds the watermark. */
    SOURCE_RETIRED("source-retired");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Mark {
    requireNonNull(source, "source");
    requireNonNull(kind, "kind");
  }
}
