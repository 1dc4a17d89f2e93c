package dev.tandem.localstack.check;

/**
 * What became of a row: the quality class of the thing found first in it (contract, sections 2 and
 * 7), or {@code rejected}.
 *
 * @param reason why it is not countable or was rejected, else empty
 */
public record RowClass(long rowId, String qualityClass, String reason) {}
