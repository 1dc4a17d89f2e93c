package dev.tandem.localstack.check;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The counting contract stated in SQL over a relation of facts. Its working tables stay in schema
 * {@code tandem_check} for who wants to look into a disagreement; the next opinion replaces them.
 *
 * <p>Facts are rows of {@code (row_id bigint, ordinal int, kind text, access_key, model, issuer,
 * issuer_type, recipient_root, state, layout, operation, purpose, emission text, value_cents
 * bigint, issued timestamptz, issued_local timestamp, registered timestamptz, status, form,
 * event_type text, production boolean, reason text, arrived timestamptz)}, one for each thing found
 * in a row of documents; {@code kind} is document, cancellation, other or rejected. Where they come
 * from several tables, or rows changed, they also have {@code (source, table_name text, key_number
 * numeric, key_text text, position bigint, digest text)}, for rank and identity (contract, section
 * 1); {@code row_id} then numbers the versions of rows.
 *
 * <p>Unlike the ledger it forgets no identity, so nothing is {@code unclassified}.
 */
public final class SqlOpinion {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final int WINDOW_AND_PARTS = 14;

  private final Connection connection;
  private final List<Metric> metrics;

  private SqlOpinion(Connection connection, List<Metric> metrics) {
    this.connection = connection;
    this.metrics = metrics;
  }

  /**
   * Runs the ledger over the facts.
   *
   * @param connection the opinion's own until it is no longer asked; left open, without auto-commit
   * @param facts name of the relation, with its schema where it needs one
   */
  public static SqlOpinion of(Connection connection, String facts, Spec spec) throws SQLException {
    connection.setAutoCommit(false);
    FactsRelation relation = FactsRelation.of(connection, facts);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set work_mem = '256MB'");
      for (String sql : LedgerSql.statements(relation, spec.maxFutureMs())) {
        statement.execute(sql);
      }
    }
    connection.commit();
    return new SqlOpinion(connection, spec.counted());
  }

  /** Every window of every metric that is not zero in every part. */
  public NavigableMap<CountKey, Tally> tallies() throws SQLException {
    NavigableMap<CountKey, Tally> tallies = new TreeMap<>();
    for (Metric metric : metrics) {
      tallies(metric, tallies::put);
    }
    return tallies;
  }

  /** Every window of one metric that is not zero in every part, in no order. */
  public void tallies(Metric metric, BiConsumer<CountKey, Tally> each) throws SQLException {
    int dimensions = metric.dimensions().size();
    String id = metric.id();
    query(
        MetricSql.answer(metric),
        row -> {
          List<String> values = new ArrayList<>(dimensions);
          for (int i = 1; i <= dimensions; i++) {
            values.add(row.getString(WINDOW_AND_PARTS + i));
          }
          each.accept(
              new CountKey(id, values, new Window(row.getLong(1), row.getLong(2))),
              new Tally(measures(row, 3), measures(row, 7), measures(row, 11)));
        });
  }

  /** How many captures are of which quality; rejected rows are no captures. */
  public NavigableMap<Quality, Long> quality() throws SQLException {
    NavigableMap<Quality, Long> quality = new TreeMap<>();
    query(
        """
        select class, reason, count(*) from tandem_check.quality
        where class <> 'rejected' group by class, reason
        """,
        row ->
            quality.put(
                new Quality(QualityClass.named(row.getString(1)), row.getString(2)),
                row.getLong(3)));
    return Collections.unmodifiableNavigableMap(quality);
  }

  /** How many rows could not be read. */
  public long rejectedRows() throws SQLException {
    long[] count = new long[1];
    query(
        "select count(distinct row_id) from tandem_check.quality where class = 'rejected'",
        row -> count[0] = row.getLong(1));
    return count[0];
  }

  /** The class of every row and what was found in it, in the order of the rows. */
  public void rowClasses(Consumer<RowClass> each) throws SQLException {
    RowClasses rows = new RowClasses(each);
    query(RowClasses.SQL, rows::read);
    rows.finish();
  }

  private static Measures measures(ResultSet row, int column) throws SQLException {
    return new Measures(
        row.getLong(column),
        row.getLong(column + 1),
        row.getLong(column + 2),
        row.getLong(column + 3));
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
    connection.commit();
  }
}
