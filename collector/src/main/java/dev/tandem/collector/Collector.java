package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseClock;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ExportedSnapshot;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.log.SourceState;
import dev.tandem.collector.log.SourceStates;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.rows.RowReader;
import dev.tandem.collector.snapshot.Snapshot;
import dev.tandem.collector.stream.ChangeStream;
import dev.tandem.collector.stream.StreamSettings;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.Mark;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.wire.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source, from its first row to its latest change. The order is what makes it exact: the slot
 * is there before the snapshot sees the table, so a change is in the snapshot, in the stream, or in
 * both (a redelivery, which the ledger recognises), never in neither.
 */
final class Collector {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final CollectorSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final StopSignal stop;
  private final Database database;
  private final ReplicationSlot slot;
  private final SourceStates states;

  Collector(CollectorSettings settings, Clock clock, Progress progress, StopSignal stop) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
    this.stop = stop;
    this.database = new Database(settings.database());
    this.slot = new ReplicationSlot(database, settings.slot());
    this.states = new SourceStates(settings.log());
  }

  /** Runs until it is told to stop. */
  void run() throws InterruptedException {
    Schemas schemas = new Schemas(settings.registry());
    try (Connection control = database.connect("control")) {
      PreparedSource source =
          new SourcePreparation(settings, database, slot, states, stop).prepare(control);
      if (!stop.isGiven()) {
        collect(control, source, schemas);
      }
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }

  private void collect(Connection control, PreparedSource source, Schemas schemas)
      throws InterruptedException {
    SourceTable table = source.table();
    try (CaptureLog log =
        CaptureLog.open(settings.log(), schemas, settings.source(), source.partitions())) {
      RowCapturer capturer =
          new RowCapturer(settings.source(), table.name().toString(), reader(table), log);
      if (snapshot(control, source, capturer, log)) {
        stream(control, table, capturer, log);
      }
    }
  }

  private static RowReader reader(SourceTable table) {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    return table.xmlType() == XmlType.BYTEA ? reader::read : reader::readUtf8;
  }

  /** Returns whether all of it is in the log, rather than that it was told to stop. */
  private boolean snapshot(
      Connection control, PreparedSource source, RowCapturer capturer, CaptureLog log)
      throws InterruptedException {
    Optional<ExportedSnapshot> view = view(source);
    if (view.isEmpty()) {
      return false;
    }
    try (ExportedSnapshot open = view.get()) {
      SourceState state = state(control, source);
      log.mark(Mark.Kind.SNAPSHOT_STARTED, clock.millis());
      boolean complete =
          new Snapshot(database, open, source.table(), capturer, state.slotCreatedMs())
              .take(
                  settings.readers(),
                  rows -> progress.snapshotPlanned(capturer, rows),
                  stop::isGiven);
      if (complete) {
        log.mark(Mark.Kind.SNAPSHOT_FINISHED, clock.millis());
      }
      progress.snapshotOver(complete);
      return complete;
    }
  }

  /** What the snapshot shows; none where it was told to stop before there was a slot. */
  private Optional<ExportedSnapshot> view(PreparedSource source) {
    if (source.hasSlot()) {
      LOG.info("Going on from slot {}, after a new snapshot", slot.name());
      return Optional.of(ExportedSnapshot.now(database));
    }
    LOG.info("Creating slot {}, once the transactions running now have ended", slot.name());
    stop.onGiven(slot::cancelCreation);
    try {
      return Optional.of(slot.create());
    } catch (DatabaseException e) {
      if (stop.isGiven()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The instant of a slot that is there stays what it was; a slot made anew has its own. */
  private SourceState state(Connection control, PreparedSource source) {
    if (source.hasSlot() && source.before().isPresent()) {
      return source.before().get();
    }
    SourceState state =
        new SourceState(
            source.table().name().toString(),
            slot.name(),
            DatabaseClock.nowMs(database, control),
            source.partitions());
    states.put(settings.source(), state);
    return state;
  }

  private void stream(Connection control, SourceTable table, RowCapturer capturer, CaptureLog log)
      throws InterruptedException {
    long begunMs = DatabaseClock.nowMs(database, control);
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
            log,
            heartbeatMs -> {
              progress.heartbeat(heartbeatMs);
              if (settings.untilCaughtUp() && heartbeatMs >= begunMs) {
                stop.give();
              }
            });
    Thread stopper = new Thread(() -> stopWhenTold(stream), "stop the change stream");
    stopper.setDaemon(true);
    stopper.start();
    progress.streamStarted(capturer);
    try {
      stream.run();
    } finally {
      stop.give();
      stopper.join();
      progress.streamOver();
    }
  }

  private void stopWhenTold(ChangeStream stream) {
    try {
      stop.await();
      stream.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
