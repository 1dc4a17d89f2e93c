package dev.tandem.collector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the columns that tell a table's rows apart: those that were named, or its primary key. */
final class KeyLookup {
  /** Whether a unique index without a condition is on these columns, or on some of them. */
  private static final String UNIQUE =
      """
      SELECT EXISTS (
        SELECT FROM pg_index i
         WHERE i.indrelid = ? AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
           AND NOT EXISTS (
             SELECT FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS k
              WHERE k NOT IN (SELECT attnum FROM pg_attribute
                               WHERE attrelid = i.indrelid AND attname = ANY (?))))\
      """;

  /** The columns a table is partitioned by, which every unique index of it must hold. */
  private static final String PARTITIONED_BY =
      """
      SELECT a.attname FROM pg_partitioned_table p
        JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = ANY (p.partattrs)
       WHERE p.partrelid = ? ORDER BY a.attnum\
      """;

  private final Connection connection;
  private final TableName table;
  private final long oid;

  KeyLookup(Connection connection, TableName table, long oid) {
    this.connection = connection;
    this.table = table;
    this.oid = oid;
  }

  /**
   * The primary key's columns, in its order.
   *
   * @throws TableException where there is none
   */
  List<CatalogColumn> primary(Map<String, CatalogColumn> columns) {
    List<CatalogColumn> primary =
        columns.values().stream()
            .filter(column -> column.primary() > 0)
            .sorted(Comparator.comparing(CatalogColumn::primary))
            .toList();
    if (primary.isEmpty()) {
      throw new TableException(
          table
              + " has no primary key: name columns that are NOT NULL and together unique with"
              + " --key-columns");
    }
    return primary;
  }

  /**
   * Checks that columns tell rows apart.
   *
   * @throws TableException where they do not, with the remedy
   */
  void verify(List<CatalogColumn> named) throws SQLException {
    List<String> names = named.stream().map(CatalogColumn::name).toList();
    boolean unique = isUnique(names);
    if (unique && named.stream().allMatch(CatalogColumn::notNull)) {
      return;
    }
    List<String> missing =
        partitionedBy().stream().filter(column -> !names.contains(column)).toList();
    String list = String.join(",", names);
    if (!unique && !missing.isEmpty()) {
      throw new TableException(
          "--key-columns "
              + list
              + " of "
              + table
              + " does not tell rows apart: the table is partitioned by "
              + String.join(", ", missing)
              + ", which every unique index of it must hold; give --key-columns "
              + list
              + ","
              + String.join(",", missing));
    }
    throw new TableException(
        "--key-columns "
            + list
            + " of "
            + table
            + " does not tell rows apart: they must be NOT NULL and have a unique index without a"
            + " condition",
        makeUnique(named, unique));
  }

  private List<String> makeUnique(List<CatalogColumn> named, boolean unique) {
    Stream<String> notNull =
        named.stream()
            .filter(column -> !column.notNull())
            .map(
                column ->
                    "ALTER TABLE "
                        + table.sql()
                        + " ALTER COLUMN "
                        + Sql.identifier(column.name())
                        + " SET NOT NULL");
    Stream<String> index =
        unique
            ? Stream.empty()
            : Stream.of(
                "CREATE UNIQUE INDEX ON "
                    + table.sql()
                    + " ("
                    + named.stream()
                        .map(column -> Sql.identifier(column.name()))
                        .collect(Collectors.joining(", "))
                    + ")");
    return Stream.concat(notNull, index).toList();
  }

  private boolean isUnique(List<String> names) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setLong(1, oid);
      query.setArray(2, connection.createArrayOf("text", names.toArray()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private List<String> partitionedBy() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(PARTITIONED_BY)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
    }
    return columns;
  }
}
