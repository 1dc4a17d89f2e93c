package dev.tandem.collector.stream;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.state.VouchedTable;
import dev.tandem.collector.table.Coverage;
import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.util.Optional;

/**
 * Writes a source's heartbeats to the log, each once the table has been looked at: a heartbeat says
 * that every row committed before is in the log, which the change stream alone cannot say. It is
 * looked at after the heartbeat has come back, and so after everything the heartbeat is for.
 */
public final class HeartbeatLog implements AutoCloseable {
  private final Database database;
  private final Coverage coverage;
  private final VouchedTable vouched;
  private final CaptureLog log;
  private final Runnable retirementCheck;
  private Optional<Connection> connection = Optional.empty();

  /**
   * For one source.
   *
   * @param retirementCheck throws where the source has been retired since its snapshot began
   */
  public HeartbeatLog(
      Database database,
      Coverage coverage,
      VouchedTable vouched,
      CaptureLog log,
      Runnable retirementCheck) {
    this.database = database;
    this.coverage = coverage;
    this.vouched = vouched;
    this.log = log;
    this.retirementCheck = retirementCheck;
  }

  /**
   * Writes a heartbeat that has come back.
   *
   * @throws dev.tandem.collector.table.TableException where rows may have been missed
   * @throws dev.tandem.collector.log.LogException where the source has been retired
   */
  void heartbeat(long timeMs) {
    verify();
    log.mark(Mark.Kind.HEARTBEAT, timeMs);
  }

  /**
   * Looks whether rows may have been missed, and whether heartbeats still count.
   *
   * @throws dev.tandem.collector.table.TableException where rows may have been missed
   * @throws dev.tandem.collector.log.LogException where the source has been retired
   */
  void verify() {
    if (connection.isEmpty()) {
      connection = Optional.of(database.connect("table"));
    }
    try {
      vouched.advance(coverage.verified(connection.get(), vouched.latest()));
    } catch (DatabaseException e) {
      // The next look connects anew.
      close();
      throw e;
    }
    retirementCheck.run();
  }

  /** Waits until the broker has everything appended so far. */
  void flush() {
    log.flush();
  }

  @Override
  public void close() {
    connection.ifPresent(Database::close);
    connection = Optional.empty();
  }
}
