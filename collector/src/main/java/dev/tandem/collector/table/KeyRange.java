package dev.tandem.collector.table;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Keys from one, up to but not including another, in the order the database gives the key's type.
 *
 * @param from absent: from the lowest
 * @param to absent: up to and including the highest
 */
public record KeyRange(Optional<String> from, Optional<String> to) {
  public KeyRange {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }

  /** The condition as SQL. The literals take the type and the collation of the column. */
  public String sql(String keySql) {
    String lower = from.map(key -> keySql + " >= " + Sql.literal(key)).orElse("");
    String upper = to.map(key -> keySql + " < " + Sql.literal(key)).orElse("");
    if (lower.isEmpty() && upper.isEmpty()) {
      return "true";
    }
    return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " AND " + upper;
  }
}
