package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.database.ServerCheck;
import dev.tandem.collector.database.SourceLock;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogTopics;
import dev.tandem.collector.log.SourceState;
import dev.tandem.collector.log.SourceStates;
import dev.tandem.collector.table.Publication;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableCatalog;
import dev.tandem.collector.table.TableException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what a source needs before its first row is read, and makes what is missing. */
final class SourcePreparation {
  private static final Logger LOG = LoggerFactory.getLogger(SourcePreparation.class);
  private static final Duration SLOT_PAUSE = Duration.ofSeconds(1);
  private static final int SLOT_PATIENCE = 60;

  private final CollectorSettings settings;
  private final Database database;
  private final ReplicationSlot slot;
  private final SourceStates states;
  private final StopSignal stop;

  SourcePreparation(
      CollectorSettings settings,
      Database database,
      ReplicationSlot slot,
      SourceStates states,
      StopSignal stop) {
    this.settings = settings;
    this.database = database;
    this.slot = slot;
    this.states = states;
    this.stop = stop;
  }

  /**
   * Prepares the source.
   *
   * @param control keeps other collectors of the source away for as long as it is open
   */
  PreparedSource prepare(Connection control) throws InterruptedException {
    ServerCheck.verify(database, control, settings.table().where().isPresent());
    SourceTable table = TableCatalog.resolve(database, control, settings.table());
    SourceLock.take(database, control, settings.source(), slot.name());
    int partitions = LogTopics.ensure(settings.log());
    Optional<SourceState> before = states.find(settings.source());
    before.ifPresent(state -> verify(state, table, partitions));
    boolean hasSlot = slot.find(control).isPresent();
    preparePublication(control, table, hasSlot);
    if (hasSlot) {
      awaitFreeSlot(control);
    }
    return new PreparedSource(table, partitions, before, hasSlot);
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

  private void preparePublication(Connection control, SourceTable table, boolean hasSlot) {
    Publication publication = new Publication(database, table, settings.publication());
    if (hasSlot && !publication.exists(control)) {
      throw new TableException(
          String.format(
              "replication slot %1$s is there but publication %2$s is not, so its changes cannot"
                  + " be read: drop it with SELECT pg_drop_replication_slot('%1$s') and start"
                  + " again; the new snapshot finds what was missed and changes no count twice",
              slot.name(), publication.name()));
    }
    publication.ensure(control);
  }

  /** A server may take a while to notice that a collector before this one has died. */
  private void awaitFreeSlot(Connection control) throws InterruptedException {
    for (int tried = 0; slot.find(control).filter(ReplicationSlot.State::active).isPresent(); ) {
      if (tried == 0) {
        LOG.info("Waiting for slot {}, which another connection still reads", slot.name());
      }
      if (++tried > SLOT_PATIENCE) {
        throw new TableException(
            "replication slot "
                + slot.name()
                + " is read by another connection (pg_stat_replication shows which): stop it, or"
                + " name another with --slot");
      }
      if (stop.await(SLOT_PAUSE)) {
        return;
      }
    }
  }
}
