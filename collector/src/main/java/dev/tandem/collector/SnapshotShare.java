package dev.tandem.collector;

import dev.tandem.collector.database.Barrier;
import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.View;
import dev.tandem.collector.database.Views;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.pace.Pace;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.snapshot.SharedSnapshot;
import dev.tandem.collector.snapshot.SnapshotMode;
import dev.tandem.collector.state.RangePlan;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.table.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads its share of whatever snapshot there is, for as long as there is one. */
final class SnapshotShare {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotShare.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration OUTAGE = Duration.ofSeconds(3);
  private static final int TRIES_UNSAID = 10;
  private static final int TRIES_BETWEEN = 150;

  private final CollectorSettings settings;
  private final Database database;
  private final SourcePreparation preparation;
  private final StateTopic state;
  private final CaptureLog log;
  private final Progress progress;
  private final Pace pace;
  private final StopSignal over;

  SnapshotShare(
      CollectorSettings settings,
      Database database,
      SourcePreparation preparation,
      StateTopic state,
      CaptureLog log,
      Progress progress,
      Pace pace,
      StopSignal over) {
    this.settings = settings;
    this.database = database;
    this.preparation = preparation;
    this.state = state;
    this.log = log;
    this.progress = progress;
    this.pace = pace;
    this.over = over;
  }

  /** Runs until it is told to stop: another snapshot may begin while this collector stands by. */
  void run() throws InterruptedException {
    boolean finished = false;
    while (!over.await(finished ? IDLE : PAUSE)) {
      Optional<SnapshotState> snapshot = state.read().snapshot();
      finished = snapshot.filter(SnapshotState::finished).isPresent();
      if (snapshot.flatMap(SnapshotState::unfinishedPlan).isPresent()) {
        try {
          share(snapshot.get());
        } catch (DatabaseException e) {
          if (!e.connectionLost()) {
            throw e;
          }
          LOG.warn("The snapshot begins its unfinished ranges again: {}", e.getMessage());
          over.await(OUTAGE);
        }
      }
    }
  }

  private void share(SnapshotState snapshot) throws InterruptedException {
    RangePlan plan = snapshot.plan().orElseThrow();
    LOG.info(
        "Snapshot {}: {} of {} ranges are still to be read",
        snapshot.number(),
        plan.unfinished().size(),
        plan.ranges().size());
    Optional<SourceTable> readable = awaitReadable(snapshot);
    if (readable.isEmpty()) {
      return;
    }
    SourceTable table = readable.get();
    RowCapturer capturer = RowReaders.capturer(settings.source(), table, log);
    boolean complete = false;
    progress.snapshotPlanned(capturer, plan.unfinishedRows());
    try (View view =
        settings.snapshot() == SnapshotMode.SHARED
            ? Views.shared(database)
            : Views.perStatement(database)) {
      complete =
          new SharedSnapshot(
                  database, view, table, capturer, log, state, snapshot, settings.slot(), pace)
              .take(settings.readers(), over::isGiven);
    } finally {
      progress.snapshotOver(complete);
    }
  }

  /**
   * The table as it is now, once what the slot may have left out is visible; none where it was
   * stopped.
   */
  private Optional<SourceTable> awaitReadable(SnapshotState snapshot) throws InterruptedException {
    Barrier barrier = new Barrier(snapshot.start().barrier());
    try (Connection connection = database.connect("wait for older transactions")) {
      SourceTable table = preparation.resolve(connection, snapshot.vouched());
      preparation.verify(connection, table, snapshot);
      for (int tried = 1; !barrier.passed(database, connection); tried++) {
        if (tried % TRIES_BETWEEN == TRIES_UNSAID) {
          LOG.warn(
              "The snapshot waits for transactions that are older than the slot: {}",
              older(barrier, connection));
        }
        if (over.await(PAUSE)) {
          return Optional.empty();
        }
      }
      return Optional.of(table);
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }

  private String older(Barrier barrier, Connection connection) {
    List<String> older = barrier.older(database, connection);
    return older.isEmpty()
        ? "of users whom "
            + database.settings().user()
            + " may not see (grant it pg_read_all_stats)"
        : String.join(", ", older);
  }
}
