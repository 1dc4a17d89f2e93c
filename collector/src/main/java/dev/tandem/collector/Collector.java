package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseClock;
import dev.tandem.collector.database.ExportedSnapshot;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.database.ServerCheck;
import dev.tandem.collector.database.SourceLock;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogTopics;
import dev.tandem.collector.log.SourceState;
import dev.tandem.collector.log.SourceStates;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.rows.RowReader;
import dev.tandem.collector.snapshot.Snapshot;
import dev.tandem.collector.stream.ChangeStream;
import dev.tandem.collector.stream.StreamSettings;
import dev.tandem.collector.table.Publication;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableCatalog;
import dev.tandem.collector.table.TableException;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.Mark;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.wire.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
  private static final Duration SLOT_PAUSE = Duration.ofSeconds(1);
  private static final int SLOT_PATIENCE = 60;

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
      ServerCheck.verify(database, control, settings.table().where().isPresent());
      SourceTable table = TableCatalog.resolve(database, control, settings.table());
      SourceLock.take(database, control, settings.source(), slot.name());
      int partitions = LogTopics.ensure(settings.log());
      Optional<SourceState> before = states.find(settings.source());
      before.ifPresent(state -> verify(state, table, partitions));
      boolean resumed = prepareSlot(control, table);
      if (stop.isGiven()) {
        return;
      }
      try (CaptureLog log =
          CaptureLog.open(settings.log(), schemas, settings.source(), partitions)) {
        RowCapturer capturer =
            new RowCapturer(settings.source(), table.name().toString(), reader(table), log);
        if (snapshot(control, table, capturer, log, resumed, before, partitions)) {
          stream(control, table, capturer, log);
        }
      }
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }

  private static RowReader reader(SourceTable table) {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    return table.xmlType() == XmlType.BYTEA ? reader::read : reader::readUtf8;
  }

  private void verify(SourceState state, SourceTable table, int partitions) {
    if (!state.table().equals(table.name().toString()) || !state.slot().equals(slot.name())) {
      throw new LogException(
          String.format(
              "source %s is known to collect table %s with slot %s, not table %s with slot %s: give"
                  + " this one another --source",
              settings.source(), state.table(), state.slot(), table.name(), slot.name()));
    }
    if (state.partitions() != partitions) {
      throw new LogException(
          String.format(
              "topic %s had %d partitions when source %s began and now has %d; documents' copies"
                  + " would come apart: begin again with other topics (--topic-prefix)",
              settings.log().topics().captures(),
              state.partitions(),
              settings.source(),
              partitions));
    }
  }

  /** Makes the publication and finds out whether there is a slot to go on from. */
  private boolean prepareSlot(Connection control, SourceTable table) throws InterruptedException {
    Publication publication = new Publication(database, table, settings.publication());
    boolean found = slot.find(control).isPresent();
    if (found && !publication.exists(control)) {
      throw new TableException(
          String.format(
              "replication slot %1$s is there but publication %2$s is not, so its changes cannot"
                  + " be read: drop it with SELECT pg_drop_replication_slot('%1$s') and start"
                  + " again; the new snapshot finds what was missed and changes no count twice",
              slot.name(), publication.name()));
    }
    publication.ensure(control);
    for (int tried = 0; found && slot.find(control).orElseThrow().active(); tried++) {
      if (tried == 0) {
        LOG.info("Waiting for slot {}, which another connection still reads", slot.name());
      }
      if (tried == SLOT_PATIENCE) {
        throw new TableException(
            "replication slot "
                + slot.name()
                + " is read by another connection (pg_stat_replication shows which): stop it, or"
                + " name another with --slot");
      }
      if (stop.await(SLOT_PAUSE)) {
        break;
      }
    }
    return found;
  }

  private boolean snapshot(
      Connection control,
      SourceTable table,
      RowCapturer capturer,
      CaptureLog log,
      boolean resumed,
      Optional<SourceState> before,
      int partitions)
      throws InterruptedException {
    LOG.info(
        resumed
            ? "Going on from slot {}, after a new snapshot of {}"
            : "Creating slot {} for {}; transactions running now must end first",
        slot.name(),
        table.name());
    try (ExportedSnapshot view = resumed ? ExportedSnapshot.now(database) : slot.create()) {
      SourceState state =
          resumed && before.isPresent()
              ? before.get()
              : new SourceState(
                  table.name().toString(),
                  slot.name(),
                  DatabaseClock.nowMs(database, control),
                  partitions);
      states.put(settings.source(), state);
      log.mark(Mark.Kind.SNAPSHOT_STARTED, clock.millis());
      Snapshot snapshot = new Snapshot(database, view, table, capturer, state.slotCreatedMs());
      boolean complete =
          snapshot.take(
              settings.readers(), rows -> progress.snapshotPlanned(capturer, rows), stop::isGiven);
      if (complete) {
        log.mark(Mark.Kind.SNAPSHOT_FINISHED, clock.millis());
      }
      progress.snapshotOver(complete);
      return complete;
    }
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
    progress.streamStarted();
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
