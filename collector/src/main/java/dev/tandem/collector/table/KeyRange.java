package dev.tandem.collector.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keys from one, up to but not including another, in the order the database gives the key's types,
 * column by column. A key is given as PostgreSQL prints its columns.
 *
 * @param from absent: from the lowest
 * @param to absent: up to and including the highest
 */
public record KeyRange(Optional<List<String>> from, Optional<List<String>> to) {
  public KeyRange {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }

  /**
   * The condition as SQL. The literals take the types and the collations of the columns.
   *
   * @param keySql the columns, in brackets where they are several
   */
  public String sql(String keySql) {
    String lower = from.map(key -> keySql + " >= " + literal(key)).orElse("");
    String upper = to.map(key -> keySql + " < " + literal(key)).orElse("");
    if (lower.isEmpty() && upper.isEmpty()) {
      return "true";
    }
    return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " AND " + upper;
  }

  private static String literal(List<String> key) {
    String literals = key.stream().map(Sql::literal).collect(Collectors.joining(", "));
    return key.size() == 1 ? literals : "(" + literals + ")";
  }
}
