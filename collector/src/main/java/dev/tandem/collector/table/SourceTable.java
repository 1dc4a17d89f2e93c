package dev.tandem.collector.table;

import java.util.Optional;

/**
 * The table as the catalog has it.
 *
 * @param oid of the table
 * @param partitioned it is the root of a partitioned table
 * @param arrivalColumn empty text where there is none
 */
public record SourceTable(
    TableName name,
    long oid,
    boolean partitioned,
    String keyColumn,
    KeyType keyType,
    String xmlColumn,
    XmlType xmlType,
    String arrivalColumn,
    ArrivalType arrivalType,
    Optional<String> where) {

  public boolean hasArrival() {
    return arrivalType != ArrivalType.NONE;
  }

  /** The key column as SQL writes it. */
  public String keySql() {
    return Sql.identifier(keyColumn);
  }

  /** The condition that every row captured meets; {@code true} where the user named none. */
  public String conditionSql() {
    // The line break ends a comment that the user's text may end with.
    return where.map(text -> "(" + text + "\n)").orElse("true");
  }

  /** What selects key, XML and arrival (null where there is no such column), for binary COPY. */
  public String columnsSql() {
    return keySql()
        + "::text, "
        + xmlType.expression(Sql.identifier(xmlColumn))
        + ", "
        + (hasArrival() ? Sql.identifier(arrivalColumn) : "NULL::timestamptz");
  }

  /** What is read of a row, in words. */
  public String columns() {
    return "key column "
        + keyColumn
        + ", XML column "
        + xmlColumn
        + (hasArrival() ? ", arrival column " + arrivalColumn : ", no arrival column");
  }
}
