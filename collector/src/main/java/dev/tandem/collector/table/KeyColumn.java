package dev.tandem.collector.table;

/** A column of the key, as the catalog spells it. */
public record KeyColumn(String name, KeyType type) {
  /** As SQL writes it. */
  String sql() {
    return Sql.identifier(name);
  }
}
