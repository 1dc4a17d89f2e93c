package dev.tandem.parity.laws;

import dev.tandem.domain.Capture;
import dev.tandem.localstack.check.CaptureFacts;
import dev.tandem.localstack.check.SqlOpinion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Plain SQL on PostgreSQL, which shares no code with the others. */
public final class SqlAnswers implements Opinion {
  private final Connection connection;

  /**
   * @param connection to a database of its own; left open
   */
  public SqlAnswers(Connection connection) {
    this.connection = connection;
  }

  @Override
  public String name() {
    return "SQL";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    try {
      List<Answer> answers = new ArrayList<>();
      for (List<Capture> log : batch.logs()) {
        SqlOpinion sql =
            SqlOpinion.of(connection, CaptureFacts.load(connection, log), batch.spec());
        answers.add(Answer.of(sql.tallies(), sql.quality()));
      }
      return answers;
    } catch (SQLException e) {
      throw new IllegalStateException("SQL over batch " + batch.seed(), e);
    }
  }
}
