package dev.tandem.collector.check;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.table.Coverage;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.TableException;
import java.sql.Connection;
import java.util.Optional;

/** Whether what was done to the table or its publication has kept rows out of the change stream. */
final class CoverageCheck {
  private final Database database;
  private final Connection connection;
  private final CheckRequest request;
  private final Findings findings;

  CoverageCheck(Database database, Connection connection, CheckRequest request, Findings findings) {
    this.database = database;
    this.connection = connection;
    this.request = request;
    this.findings = findings;
  }

  /**
   * Looks, where a source has been begun.
   *
   * @param state what earlier collectors have left
   */
  void run(SourceState state) {
    Optional<Fingerprint> vouched = state.snapshot().flatMap(SnapshotState::vouched);
    if (vouched.isEmpty()) {
      return;
    }
    Optional<TableException> missed =
        new Coverage(
                database,
                request.table().table(),
                vouched.get().columnNames(),
                request.publication())
            .missed(connection, vouched.get());
    if (missed.isPresent()) {
      findings.problem("coverage", missed.get());
    } else {
      findings.ok("coverage", "nothing done to the table has kept rows out of the change stream");
    }
  }
}
