package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Begins a source's snapshot again, with a slot made anew, where changes were lost. What is in the
 * log already comes again as redelivery, what was missed comes for the first time: no count changes
 * but by what was missing.
 */
final class Resnapshot {
  private final CollectorSettings settings;
  private final StopSignal stop;
  private final Database database;

  Resnapshot(CollectorSettings settings, StopSignal stop) {
    this.settings = settings;
    this.stop = stop;
    this.database = new Database(settings.database());
  }

  /**
   * Makes the slot and writes down that a snapshot goes with it, which the next run takes.
   *
   * @return the snapshot's number; none where it was told to stop
   * @throws DatabaseException where a collector is at work on the source
   */
  Optional<Integer> run() throws InterruptedException {
    SourcePreparation preparation = new SourcePreparation(settings, database);
    PreparedSource source = preparation.prepare();
    try (StateTopic state = StateTopic.open(settings.log(), settings.source());
        Connection control = database.connect("resnapshot")) {
      state.read().source().ifPresent(known -> preparation.verify(source, known));
      if (!Ownership.lock(settings, database).tryTake(control)) {
        throw new DatabaseException(
            "a collector of source "
                + settings.source()
                + " is at work on slot "
                + settings.slot()
                + " of database "
                + database.settings().address()
                + ": stop all of them first");
      }
      ReplicationSlot slot = new ReplicationSlot(database, settings.slot());
      return new SlotPreparation(settings, database, slot, preparation, source, state, stop)
          .renew(control)
          .map(SnapshotState::number);
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }
}
