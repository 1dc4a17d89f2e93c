package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistorySettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.values.PCollection;

/**
 * A table of a PostgreSQL database: a row for each window, replaced only by an answer of a higher
 * version, so that writing one twice, or late, does no harm.
 *
 * @param url {@code postgresql://HOST:PORT/DATABASE}, without a user or password
 */
public record PostgresSink(String url) implements AnswerSink {
  private static final long BATCH = 1_000;

  @Override
  public String text() {
    return url;
  }

  @Override
  public String kind() {
    return "PostgreSQL";
  }

  @Override
  public boolean upserts() {
    return true;
  }

  @Override
  public void prepare(boolean backfill) {
    DatabaseFn database = new DatabaseFn(url);
    try (Connection connection = database.apply(null).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(HistoryTable.of(backfill).create());
    } catch (SQLException e) {
      throw new SinkException(
          "--sink "
              + url
              + ": "
              + e.getMessage()
              + ". Check host, port and database, "
              + DatabaseFn.CREDENTIALS
              + ", and that the user may create the table "
              + HistoryTable.of(backfill).name()
              + " there or write to it.",
          e);
    }
  }

  @Override
  public void write(
      String name, PCollection<HistoryAnswer> answers, HistorySettings settings, Run run) {
    answers.apply(
        name,
        JdbcIO.<HistoryAnswer>write()
            .withDataSourceProviderFn(new DatabaseFn(url))
            .withStatement(HistoryTable.of(settings.bounded()).upsert())
            .withBatchSize(BATCH)
            .withPreparedStatementSetter(
                new RowSetter(new MetricNames(settings.metrics()), settings.bounded(), run)));
  }
}
