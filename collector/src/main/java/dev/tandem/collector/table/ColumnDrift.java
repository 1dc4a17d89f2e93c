package dev.tandem.collector.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What happened to the columns that are read between two fingerprints. A change of type rewrites
 * the values without a change event, by an expression (USING) that the catalog does not keep.
 */
final class ColumnDrift {
  /** Words of a column's fact. */
  private static final int ROW = 1;

  private static final int TYPE = 2;
  private static final int CATEGORY = 3;

  private static final String TIMES = "D";

  private static final String STRINGS = "S";

  private final TableName table;
  private final Fingerprint before;
  private final Fingerprint now;
  private final PartitionHistory history;
  private final List<String> rewritten = new ArrayList<>();
  private final List<String> times = new ArrayList<>();
  private final List<String> retyped = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  private ColumnDrift(
      TableName table, Fingerprint before, Fingerprint now, PartitionHistory history) {
    this.table = table;
    this.before = before;
    this.now = now;
    this.history = history;
  }

  /**
   * Looks for it.
   *
   * @param rowsRewritten whether rows of the table were rewritten
   */
  static ColumnDrift between(
      TableName table,
      Fingerprint before,
      Fingerprint now,
      PartitionHistory history,
      boolean rowsRewritten)
      throws SQLException {
    ColumnDrift drift = new ColumnDrift(table, before, now, history);
    drift.look(rowsRewritten);
    return drift;
  }

  private void look(boolean rowsRewritten) throws SQLException {
    SortedMap<String, String> present = now.facts(Fingerprint.COLUMN);
    for (String column : before.columnNames()) {
      String fact = Fingerprint.COLUMN + column;
      if (!present.containsKey(column)) {
        lost.add(
            "column "
                + column
                + " of table "
                + table
                + " is gone: it was dropped or renamed (name the one to be read instead)");
      } else if (!before.word(fact, 0).equals(now.word(fact, 0))) {
        lost.add("column " + column + " of " + table + " is another column than before");
      } else if (rowsRewritten && touched(fact)) {
        values(column, fact);
      }
    }
  }

  /** A version before kept the column's number only. */
  private boolean touched(String fact) {
    return !before.word(fact, ROW).isEmpty() && !same(fact, ROW);
  }

  private boolean same(String fact, int word) {
    return before.word(fact, word).equals(now.word(fact, word));
  }

  private void values(String column, String fact) throws SQLException {
    boolean alike = same(fact, CATEGORY);
    String category = now.word(fact, CATEGORY);
    if (alike && category.equals(TIMES) && !same(fact, TYPE)) {
      times.add(column);
    } else if (same(fact, TYPE)
        || (alike && category.equals(STRINGS))
        || history.sameBytes(
            Long.parseLong(before.word(fact, TYPE)), Long.parseLong(now.word(fact, TYPE)))) {
      // Without an expression nothing would have had to be rewritten.
      rewritten.add(column);
    } else {
      retyped.add(column);
    }
  }

  /** Why values may be in the table that no change event carried, in words; none where none are. */
  List<String> lost() {
    List<String> all = new ArrayList<>(lost);
    Stream.concat(rewritten.stream(), retyped.isEmpty() ? times.stream() : Stream.empty())
        .map(
            column ->
                "values of column "
                    + column
                    + " of "
                    + table
                    + " were rewritten, or may have been, by ALTER TABLE ... ALTER COLUMN ... TYPE"
                    + " (USING an expression, or a time in another TimeZone)")
        .forEach(all::add);
    return all;
  }

  /** Columns of another type, whose values were rewritten for it and are taken to be the same. */
  List<String> retyped() {
    return retyped.isEmpty()
        ? List.of()
        : Stream.concat(retyped.stream(), times.stream()).sorted().toList();
  }
}
