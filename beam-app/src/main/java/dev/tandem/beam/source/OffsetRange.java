package dev.tandem.beam.source;

import java.io.Serializable;

/**
 * A part of a partition.
 *
 * @param from the first offset
 * @param to the offset after the last
 */
record OffsetRange(int partition, long from, long to) implements Serializable {}
