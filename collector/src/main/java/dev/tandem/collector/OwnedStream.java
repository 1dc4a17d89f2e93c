package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseClock;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.state.StreamPosition;
import dev.tandem.collector.state.VouchedTable;
import dev.tandem.collector.stream.ChangeStream;
import dev.tandem.collector.stream.HeartbeatLog;
import dev.tandem.collector.stream.StreamSettings;
import dev.tandem.collector.table.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change stream of a source that is owned, and what its owner sees to meanwhile: that the
 * snapshot is called finished once it is, and that the lock is still held.
 */
final class OwnedStream {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedStream.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LOOK_WHEN_FINISHED = Duration.ofSeconds(2);
  private static final int ANSWER_SECONDS = 15;

  private final CollectorSettings settings;
  private final Database database;
  private final SourceTable table;
  private final CaptureLog log;
  private final Progress progress;
  private final StopSignal over;

  /** Heartbeats from this time on, by the database's clock, came after all of the snapshot. */
  private final AtomicLong snapshotOverMs = new AtomicLong(Long.MAX_VALUE);

  OwnedStream(
      CollectorSettings settings,
      Database database,
      SourceTable table,
      CaptureLog log,
      Progress progress,
      StopSignal over) {
    this.settings = settings;
    this.database = database;
    this.table = table;
    this.log = log;
    this.progress = progress;
    this.over = over;
  }

  /**
   * Runs until the collector is told to stop, or the lock is lost.
   *
   * @param control holds the lock
   * @param vouched the table as the stream has been vouched for
   * @param retirementCheck throws where the source has been retired meanwhile
   * @param snapshotFinished asked until it is so
   */
  void run(
      Connection control,
      ReplicationSlot slot,
      StreamPosition position,
      VouchedTable vouched,
      Runnable retirementCheck,
      BooleanSupplier snapshotFinished)
      throws InterruptedException {
    RowCapturer capturer = RowReaders.capturer(settings.source(), table, log);
    HeartbeatLog heartbeats =
        new HeartbeatLog(
            database,
            table.coverage(database, settings.publication()),
            vouched,
            log,
            retirementCheck);
    ChangeStream stream =
        new ChangeStream(
            database,
            slot,
            new StreamSettings(
                settings.source(),
                table,
                settings.publication(),
                settings.heartbeatInterval(),
                "unchanged " + UUID.randomUUID()),
            capturer,
            heartbeats,
            position,
            this::heartbeat);
    StopSignal end = new StopSignal();
    over.onGiven(end::give);
    progress.streamStarted(capturer);
    try (heartbeats) {
      Together.run(
          end,
          stream::run,
          () -> {
            // Not in the thread that gives the signal: it may be the stream's own.
            end.await();
            stream.stop();
          },
          () -> watch(control, snapshotFinished, end));
    } finally {
      progress.streamOver();
    }
  }

  private void heartbeat(long heartbeatMs) {
    progress.heartbeat(heartbeatMs);
    if (settings.untilCaughtUp() && heartbeatMs >= snapshotOverMs.get()) {
      over.give();
    }
  }

  private void watch(Connection control, BooleanSupplier snapshotFinished, StopSignal end)
      throws InterruptedException, SQLException {
    boolean finished = false;
    while (!end.await(finished ? LOOK_WHEN_FINISHED : LOOK)) {
      if (!control.isValid(ANSWER_SECONDS)) {
        LOG.warn(
            "Source {} has lost its control connection, and whoever is there first goes on",
            settings.source());
        end.give();
        return;
      }
      if (!finished && snapshotFinished.getAsBoolean()) {
        finished = true;
        snapshotOverMs.set(DatabaseClock.nowMs(database, control));
      }
    }
  }
}
