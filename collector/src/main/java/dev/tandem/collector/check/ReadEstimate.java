package dev.tandem.collector.check;

import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.XmlType;
import dev.tandem.collector.watch.Bytes;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * About how many rows and bytes there are and how long the snapshot takes, from a sample that is
 * read and parsed for at most two seconds.
 */
final class ReadEstimate {
  private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double SAMPLED_BLOCKS = 200;
  private static final int FETCH = 200;

  /** Rows are -1 where the table has never been analysed. */
  private static final String SIZES =
      """
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint,
             coalesce(bool_and(c.reltuples >= 0), false),
             coalesce(sum(pg_relation_size(c.oid)), 0)::bigint
                 / current_setting('block_size')::bigint,
             coalesce(sum(pg_table_size(c.oid)), 0)::bigint
        FROM pg_class c
       WHERE c.relkind = 'r'
         AND c.oid IN (SELECT %1$d UNION SELECT relid FROM pg_partition_tree(%1$d))\
      """;

  private final Connection connection;
  private final SourceTable table;
  private final CheckRequest request;
  private final Findings findings;

  ReadEstimate(Connection connection, SourceTable table, CheckRequest request, Findings findings) {
    this.connection = connection;
    this.table = table;
    this.request = request;
    this.findings = findings;
  }

  /** What lies on the server's disks. */
  private record Sizes(long rows, boolean analysed, long blocks, long bytes) {
    double percent() {
      return Math.min(100, 100 * SAMPLED_BLOCKS / Math.max(1, blocks));
    }
  }

  /** What was read of the sample, and how long it took. */
  private record Sample(long rows, long bytes, long unreadable, long nanos) {
    double rowsPerSecond() {
      return rows * 1e9 / Math.max(1, nanos);
    }
  }

  void run() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      Sizes sizes = sizes(statement);
      long[] counted = count(statement, sizes.percent());
      long sampledRows = Math.round(counted[0] * 100 / sizes.percent());
      long all = sizes.analysed() && sizes.percent() < 100 ? sizes.rows() : sampledRows;
      long rows = counted[0] == 0 ? all : Math.round((double) all * counted[1] / counted[0]);
      Sample sample = read(statement, sizes.percent());
      rows(rows, sizes, sample);
      duration(rows, sample);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Sizes sizes(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(SIZES.formatted(table.oid()))) {
      row.next();
      return new Sizes(row.getLong(1), row.getBoolean(2), row.getLong(3), row.getLong(4));
    }
  }

  /** Rows of the sample, and those of them that meet the condition. */
  private long[] count(Statement statement, double percent) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*), count(*) FILTER (WHERE "
                + table.conditionSql()
                + ") FROM "
                + sampleSql(percent))) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2)};
    }
  }

  private String sampleSql(double percent) {
    return table.name().sql() + " TABLESAMPLE SYSTEM (" + percent + ") REPEATABLE (1)";
  }

  private Sample read(Statement statement, double percent) throws SQLException {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    long rows = 0;
    long bytes = 0;
    long unreadable = 0;
    long begun = System.nanoTime();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT "
                + table.columnsSql()
                + " FROM "
                + sampleSql(percent)
                + " WHERE "
                + table.conditionSql())) {
      while (row.next() && System.nanoTime() - begun < SAMPLE_NANOS) {
        byte[] xml = row.getBytes(1);
        rows++;
        if (xml == null) {
          unreadable++;
          continue;
        }
        xml = table.xmlOfSelected(xml);
        bytes += xml.length;
        ReadResult result =
            table.xmlType() == XmlType.BYTEA ? reader.read(xml) : reader.readUtf8(xml);
        if (result instanceof ReadResult.Unreadable) {
          unreadable++;
        }
      }
    }
    return new Sample(rows, bytes, unreadable, System.nanoTime() - begun);
  }

  private void rows(long rows, Sizes sizes, Sample sample) {
    String text =
        String.format(
            Locale.ROOT,
            "about %,d rows; the table takes %s%s",
            rows,
            Bytes.text(sizes.bytes()),
            sample.rows() == 0
                ? ""
                : ", XML is about " + Bytes.text(sample.bytes() / sample.rows()) + " a row");
    if (sample.unreadable() * 2 > sample.rows()) {
      findings.advice(
          "rows",
          text
              + "; "
              + sample.unreadable()
              + " of the "
              + sample.rows()
              + " looked at hold no fiscal document that can be read",
          List.of(),
          "see that --xml-column is the right one");
    } else {
      findings.ok("rows", text);
    }
  }

  private void duration(long rows, Sample sample) {
    if (sample.rows() == 0) {
      findings.ok("duration", "a snapshot of nothing takes a moment");
      return;
    }
    int readers = Math.min(request.readers(), Runtime.getRuntime().availableProcessors());
    double perSecond = Math.min(sample.rowsPerSecond() * readers, (double) request.rowsPerSecond());
    findings.ok(
        "duration",
        String.format(
            Locale.ROOT,
            "the snapshot takes about %s with %d readers (%,d rows of a sample came and were parsed"
                + " at %,.0f rows/s by one)",
            text(Duration.ofMillis(Math.round(rows / perSecond * 1000))),
            request.readers(),
            sample.rows(),
            sample.rowsPerSecond()));
  }

  private static String text(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : Math.max(1, duration.toSeconds()) + " s";
  }
}
