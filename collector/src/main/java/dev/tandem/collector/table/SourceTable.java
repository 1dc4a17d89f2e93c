package dev.tandem.collector.table;

import dev.tandem.collector.database.Database;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.PrimaryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table as the catalog has it.
 *
 * @param oid of the table
 * @param partitioned it is the root of a partitioned table
 * @param key its columns, in order
 * @param arrivalColumn empty text where there is none
 */
public record SourceTable(
    TableName name,
    long oid,
    boolean partitioned,
    List<KeyColumn> key,
    String xmlColumn,
    XmlType xmlType,
    String arrivalColumn,
    ArrivalType arrivalType,
    TextEncoding encoding,
    Optional<String> where) {
  public SourceTable {
    key = List.copyOf(key);
  }

  public boolean hasArrival() {
    return arrivalType != ArrivalType.NONE;
  }

  /** The key columns' names, in the order of the key. */
  public List<String> keyColumns() {
    return key.stream().map(KeyColumn::name).toList();
  }

  /** The key as SQL compares it: in brackets where it is of several columns. */
  public String keySql() {
    String columns = keyColumnsSql();
    return key.size() == 1 ? columns : "(" + columns + ")";
  }

  /** The key columns as SQL lists them. */
  public String keyColumnsSql() {
    return key.stream().map(KeyColumn::sql).collect(Collectors.joining(", "));
  }

  /** The row with a key, as a condition. */
  public String isKeySql(PrimaryKey wanted) {
    return IntStream.range(0, key.size())
        .mapToObj(i -> key.get(i).sql() + " = " + key.get(i).type().literal(wanted.parts().get(i)))
        .collect(Collectors.joining(" AND "));
  }

  /** A key from the texts that {@link #columnsSql()} selects of its columns. */
  public RowKey keyOfSelected(List<byte[]> texts) {
    boolean readable = true;
    List<KeyPart> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Optional<String> text = encoding.text(texts.get(i));
      readable &= text.isPresent();
      parts.add(
          text.map(key.get(i).type()::printed)
              .orElse(KeyPart.text(TextEncoding.escaped(texts.get(i)))));
    }
    return new RowKey(new PrimaryKey(parts), readable);
  }

  /** An XML that {@link #columnsSql()} selects, as the collector takes it in. */
  public byte[] xmlOfSelected(byte[] selected) {
    return xmlType == XmlType.BYTEA ? selected : encoding.utf8(selected);
  }

  /** The condition that every row captured meets; {@code true} where the user named none. */
  public String conditionSql() {
    // The line break ends a comment that the user's text may end with.
    return where.map(text -> "(" + text + "\n)").orElse("true");
  }

  /**
   * What selects XML, arrival (null where there is no such column) and the key's columns as text,
   * for binary COPY.
   */
  public String columnsSql() {
    return xmlSql()
        + ", "
        + (hasArrival() ? Sql.identifier(arrivalColumn) : "NULL::timestamptz")
        + key.stream().map(column -> ", " + keyTextSql(column.sql())).collect(Collectors.joining());
  }

  private String xmlSql() {
    String printed = xmlType.expression(Sql.identifier(xmlColumn));
    return xmlType == XmlType.BYTEA ? printed : encoding.selected(printed);
  }

  /** What selects a key column's text, as {@link #keyOfSelected} takes it. */
  public String keyTextSql(String columnSql) {
    return encoding.selected(columnSql + "::text");
  }

  /** Names of the columns that are captured. */
  public List<String> columnNames() {
    return Stream.concat(keyColumns().stream(), Stream.of(xmlColumn, arrivalColumn))
        .filter(column -> !column.isEmpty())
        .toList();
  }

  /** What tells whether a publication has passed on every row. */
  public Coverage coverage(Database database, String publication) {
    return new Coverage(database, name, columnNames(), publication);
  }

  /** What is read of a row, in words. */
  public String columns() {
    return (key.size() == 1 ? "key column " : "key columns ")
        + String.join(", ", keyColumns())
        + ", XML column "
        + xmlColumn
        + (hasArrival() ? ", arrival column " + arrivalColumn : ", no arrival column");
  }
}
