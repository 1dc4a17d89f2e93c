package dev.tandem.beam.source;

import java.io.Serializable;

/**
 * A part of a partition of the log.
 *
 * @param from the first offset
 * @param to the offset after the last
 */
public record OffsetRange(int partition, long from, long to) implements Serializable {
  /** How many offsets there are in it. */
  public long offsets() {
    return to - from;
  }
}
