package dev.tandem.beam.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.beam.sdk.io.jdbc.JdbcIO.PreparedStatementSetter;

/** Sets an upsert's parameters, in the order of {@link HistoryTable#columns}. */
final class RowSetter implements PreparedStatementSetter<HistoryAnswer> {
  private static final long serialVersionUID = 1L;
  private static final int MEASURES = 4;

  private final MetricNames metrics;
  private final boolean expiredToo;
  private final Run run;
  private transient ObjectMapper json;

  RowSetter(MetricNames metrics, boolean expiredToo, Run run) {
    this.metrics = metrics;
    this.expiredToo = expiredToo;
    this.run = run;
  }

  @Override
  public void setParameters(HistoryAnswer answer, PreparedStatement row)
      throws SQLException, JsonProcessingException {
    if (json == null) {
      json = new ObjectMapper();
    }
    CountKey key = answer.key();
    int next = 1;
    row.setString(next++, key.metric());
    row.setString(next++, metrics.name(key));
    row.setString(next++, json.writeValueAsString(metrics.dimensions(key)));
    row.setObject(next++, time(key.window().startMs()));
    row.setObject(next++, time(key.window().endMs()));
    next = set(answer.tally().live(), row, next);
    next = set(answer.tally().late(), row, next);
    if (expiredToo) {
      next = set(answer.tally().expired(), row, next);
    } else {
      for (int end = next + MEASURES; next < end; next++) {
        row.setNull(next, Types.BIGINT);
      }
    }
    row.setLong(next++, run.ms());
    row.setLong(next++, answer.pane().getIndex());
    row.setString(next, answer.pane().getTiming().name().toLowerCase(Locale.ROOT));
  }

  private static int set(Measures measures, PreparedStatement row, int first) throws SQLException {
    row.setLong(first, measures.documents());
    row.setLong(first + 1, measures.value());
    row.setLong(first + 2, measures.cancelled());
    row.setLong(first + 3, measures.cancelledValue());
    return first + MEASURES;
  }

  private static OffsetDateTime time(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atOffset(ZoneOffset.UTC);
  }
}
