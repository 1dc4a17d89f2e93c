package dev.tandem.collector.table;

import java.util.Optional;

/**
 * The rows a user wants captured.
 *
 * @param keyColumn absent: the table's primary key
 * @param where an SQL condition on the table's columns
 */
public record TableRequest(
    TableName table,
    Optional<String> keyColumn,
    String xmlColumn,
    Optional<String> arrivalColumn,
    Optional<String> where) {}
