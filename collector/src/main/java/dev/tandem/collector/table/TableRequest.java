package dev.tandem.collector.table;

import java.util.List;
import java.util.Optional;

/**
 * The rows a user wants captured.
 *
 * @param keyColumns in the order of the key; none: the table's primary key
 * @param where an SQL condition on the table's columns
 */
public record TableRequest(
    TableName table,
    List<String> keyColumns,
    String xmlColumn,
    Optional<String> arrivalColumn,
    Optional<String> where) {
  public TableRequest {
    keyColumns = List.copyOf(keyColumns);
  }
}
