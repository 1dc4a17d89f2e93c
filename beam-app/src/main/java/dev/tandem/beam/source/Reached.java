package dev.tandem.beam.source;

/**
 * How far the source has read a partition, said where it reads a mark.
 *
 * @param nextOffset the one after the mark
 * @param watermarkMs the highest arrival watermark the partition had reached before the mark, epoch
 *     milliseconds; {@link Long#MIN_VALUE} where there was none
 */
public record Reached(int partition, long nextOffset, long watermarkMs) {}
