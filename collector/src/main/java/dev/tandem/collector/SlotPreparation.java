package dev.tandem.collector;

import dev.tandem.collector.database.Barrier;
import dev.tandem.collector.database.ClusterIdentity;
import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseClock;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.state.KnownSource;
import dev.tandem.collector.state.SnapshotStart;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.table.Coverage;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.Publication;
import dev.tandem.collector.table.TableException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes or checks publication and slot, for the collector that owns the source. What it makes it
 * writes down last, so that a crash in between leaves nothing that is relied upon.
 */
final class SlotPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(SlotPreparation.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** More than a server's wal_sender_timeout, after which it gives up a collector that is gone. */
  private static final int PATIENCE = 150;

  private final CollectorSettings settings;
  private final Database database;
  private final ReplicationSlot slot;
  private final SourcePreparation preparation;
  private final PreparedSource source;
  private final StateTopic state;
  private final StopSignal over;

  SlotPreparation(
      CollectorSettings settings,
      Database database,
      ReplicationSlot slot,
      SourcePreparation preparation,
      PreparedSource source,
      StateTopic state,
      StopSignal over) {
    this.settings = settings;
    this.database = database;
    this.slot = slot;
    this.preparation = preparation;
    this.source = source;
    this.state = state;
    this.over = over;
  }

  /**
   * The snapshot to go on with, its slot there and free; none where it was told to stop.
   *
   * @param control holds the source's lock
   * @throws DatabaseException where changes are missing
   * @throws TableException where rows may be missing, or others are asked for than before
   */
  Optional<SnapshotState> prepare(Connection control) throws InterruptedException {
    // Only then is its position final, and written down.
    if (!awaitFreeSlot(control)) {
      return Optional.empty();
    }
    SourceState before = state.read();
    if (before.snapshot().isPresent()) {
      SnapshotState snapshot = before.snapshot().get();
      ReplicationSlot.State unused =
          slot.verified(control, snapshot.position(), snapshot.start().cluster());
      return Optional.of(verified(control, snapshot));
    }
    boolean found = slot.find(control).isPresent();
    if (before.source().isPresent() && !found) {
      throw slot.gone();
    }
    if (found) {
      LOG.info("Going on from slot {}", slot.name());
      ReplicationSlot.State unused = slot.whole(control);
      verifyPublication(control);
    } else {
      publication().ensure(control);
      if (!create()) {
        return Optional.empty();
      }
    }
    return awaitFreeSlot(control) ? begin(control, before, 1) : Optional.empty();
  }

  /**
   * Begins another snapshot, with a slot made anew.
   *
   * @param control holds the source's lock
   * @return none where it was told to stop
   */
  Optional<SnapshotState> renew(Connection control) throws InterruptedException {
    publication().mend(control);
    if (!awaitFreeSlot(control)) {
      return Optional.empty();
    }
    SourceState before = state.read();
    if (slot.find(control).isPresent()) {
      slot.drop(control);
    }
    if (!create() || !awaitFreeSlot(control)) {
      return Optional.empty();
    }
    return begin(control, before, before.snapshot().map(SnapshotState::number).orElse(1) + 1);
  }

  /** Other options come first: what they name may be there no more. */
  private SnapshotState verified(Connection control, SnapshotState snapshot) {
    Publication publication = publication();
    if (publication.exists(control) && publication.inspect(control).isEmpty()) {
      preparation.verify(control, source.table(), snapshot);
    }
    Coverage coverage = source.table().coverage(database, publication.name());
    if (snapshot.vouched().isPresent()) {
      Fingerprint unused = coverage.verified(control, snapshot.vouched().get());
    }
    verifyPublication(control);
    preparation.verify(control, source.table(), snapshot);
    if (snapshot.vouched().isPresent()) {
      return snapshot;
    }
    LOG.info("Source {}: changes of its table are watched for from now on", settings.source());
    vouch(control, snapshot.number());
    return state.read().snapshot().orElseThrow();
  }

  private void vouch(Connection control, int number) {
    Fingerprint now = source.table().coverage(database, settings.publication()).read(control);
    if (!now.isOf(source.table())) {
      // Nothing is relied upon yet, so the next start looks at the other table, publication too.
      throw new TableException(
          "another table took the name "
              + source.table().name()
              + ", or none has it any more, while its slot was prepared: run the same command"
              + " again");
    }
    state.vouch(number, UUID.randomUUID().toString(), now);
  }

  private Publication publication() {
    return new Publication(database, source.table(), settings.publication());
  }

  private void verifyPublication(Connection control) {
    Publication publication = publication();
    if (!publication.exists(control)) {
      throw new TableException(
          "replication slot "
              + slot.name()
              + " is there but publication "
              + publication.name()
              + " is not, so its changes cannot be read: "
              + ReplicationSlot.REMEDY);
    }
    publication.ensure(control);
  }

  /** Returns whether it is there, rather than that it was told to stop. */
  private boolean create() {
    LOG.info("Creating slot {}, once the transactions running now have ended", slot.name());
    over.onGiven(slot::cancelCreation);
    try {
      slot.create();
      return true;
    } catch (DatabaseException e) {
      if (over.isGiven()) {
        return false;
      }
      throw e;
    }
  }

  private Optional<SnapshotState> begin(Connection control, SourceState before, int number) {
    long nowMs = DatabaseClock.nowMs(database, control);
    if (before.source().isEmpty()) {
      state.register(
          new KnownSource(
              source.table().name().toString(), slot.name(), nowMs, source.partitions()));
    }
    ReplicationSlot.State made = slot.whole(control);
    // Before the publication is looked at once more, and before the snapshot sees the table.
    vouch(control, number);
    state.begin(
        number,
        new SnapshotStart(
            // Rows that the previous version has taken in keep the arrival it gave them.
            number == 1 ? before.source().map(KnownSource::slotCreatedMs).orElse(nowMs) : nowMs,
            Barrier.now(database, control).transaction(),
            made.confirmedLsn(),
            preparation.reading(control, source.table()),
            ClusterIdentity.read(database)));
    return state.read().snapshot();
  }

  /**
   * A server may take a while to notice that a collector before this one has died.
   *
   * @return whether nobody reads from the slot, rather than that it was told to stop
   */
  private boolean awaitFreeSlot(Connection control) throws InterruptedException {
    for (int tried = 0; slot.find(control).filter(ReplicationSlot.State::active).isPresent(); ) {
      if (tried == 0) {
        LOG.info("Waiting for slot {}, which another connection still reads", slot.name());
      }
      if (++tried > PATIENCE) {
        throw new TableException(
            "replication slot "
                + slot.name()
                + " is read by another connection (pg_stat_replication shows which): stop it, or"
                + " name another with --slot");
      }
      if (over.await(PAUSE)) {
        return false;
      }
    }
    return true;
  }
}
