package dev.tandem.collector.table;

import dev.tandem.domain.PrimaryKey;

/**
 * The key of a row that was read.
 *
 * @param readable false where a column of it cannot be decoded, and stands in it escaped
 */
public record RowKey(PrimaryKey key, boolean readable) {}
