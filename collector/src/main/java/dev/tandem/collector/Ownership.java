package dev.tandem.collector;

import dev.tandem.collector.database.AdvisoryLock;
import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.snapshot.SnapshotPlan;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.state.VouchedTable;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the source while it has the source's lock, which ends with its connection: then it, or
 * another collector that stands by, takes over. Taking over is what a restart is: the state says
 * what is still to be done.
 */
final class Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
  private static final Duration STAND_BY = Duration.ofSeconds(1);
  private static final Duration OUTAGE = Duration.ofSeconds(3);

  private final CollectorSettings settings;
  private final Database database;
  private final SourcePreparation preparation;
  private final PreparedSource source;
  private final StateTopic state;
  private final CaptureLog log;
  private final Progress progress;
  private final Clock clock;
  private final StopSignal over;
  private final ReplicationSlot slot;
  private final AdvisoryLock lock;

  /** Tells the positions this collector writes down from others'. */
  private final String writer = UUID.randomUUID().toString();

  /** The latest snapshot that this collector has seen, at work or standing by. */
  private Optional<SnapshotState> seen = Optional.empty();

  Ownership(
      CollectorSettings settings,
      Database database,
      SourcePreparation preparation,
      PreparedSource source,
      StateTopic state,
      CaptureLog log,
      Progress progress,
      Clock clock,
      StopSignal over) {
    this.settings = settings;
    this.database = database;
    this.preparation = preparation;
    this.source = source;
    this.state = state;
    this.log = log;
    this.progress = progress;
    this.clock = clock;
    this.over = over;
    this.slot = new ReplicationSlot(database, settings.slot());
    this.lock = lock(settings, database);
  }

  /** The lock of who owns a source. */
  static AdvisoryLock lock(CollectorSettings settings, Database database) {
    return new AdvisoryLock(database, settings.slot());
  }

  /** Runs until it is told to stop. */
  void run() throws InterruptedException {
    while (!over.isGiven()) {
      try (Connection control = database.connect("control")) {
        if (awaitLock(control)) {
          own(control);
        }
      } catch (SQLException e) {
        throw database.explain("close a connection", e);
      } catch (DatabaseException e) {
        if (!e.connectionLost()) {
          throw e;
        }
        LOG.warn("Source {} waits for the database: {}", settings.source(), e.getMessage());
        boolean unused = over.await(OUTAGE);
      }
    }
  }

  /** Returns whether it has the lock, rather than that it was told to stop. */
  private boolean awaitLock(Connection control) throws InterruptedException {
    for (boolean said = false; !lock.tryTake(control); said = true) {
      if (!said) {
        progress.standingBy();
      }
      see();
      if (over.await(STAND_BY)) {
        return false;
      }
    }
    return !over.isGiven();
  }

  /** Taking over is no return: where the source was retired meanwhile, this collector stops too. */
  private void see() {
    seen.ifPresent(state::verifyNotRetired);
    seen = state.read().snapshot();
  }

  private void own(Connection control) throws InterruptedException {
    see();
    Optional<SnapshotState> found =
        new SlotPreparation(settings, database, slot, preparation, source, state, over)
            .prepare(control);
    if (found.isEmpty()) {
      return;
    }
    SnapshotState snapshot = found.get();
    // Since the start it may have changed: this collector may have stood by for long.
    SourceTable table = preparation.resolve(control, snapshot.vouched());
    seen = found;
    if (!snapshot.finished() && snapshot.plan().isEmpty()) {
      plan(control, table, snapshot.number());
    }
    VouchedTable vouched =
        state.vouched(snapshot.number(), snapshot.vouched().orElseThrow(), writer);
    new OwnedStream(settings, database, table, log, progress, over)
        .run(
            control,
            slot,
            state.position(snapshot, writer),
            vouched,
            () -> state.verifyNotRetired(snapshot),
            snapshot.finished() ? () -> true : () -> finish(control, snapshot, vouched));
  }

  /** The marks come first: nobody reads a range before the plan is there. */
  private void plan(Connection control, SourceTable table, int number) {
    SnapshotPlan plan = SnapshotPlan.of(database, control, table, settings.readers());
    log.mark(Mark.Kind.SNAPSHOT_STARTED, clock.millis());
    Optional<SnapshotState> meanwhile =
        state.read().snapshot().filter(now -> now.plan().isPresent());
    if (meanwhile.isEmpty()) {
      state.plan(number, UUID.randomUUID().toString(), plan.rows(), plan.ranges());
    } else if (meanwhile.get().finished()) {
      // The broker was away so long that another has taken over, and its last marks came before.
      log.mark(Mark.Kind.SNAPSHOT_FINISHED, clock.millis());
    }
  }

  /**
   * Returns whether the snapshot is finished.
   *
   * @throws dev.tandem.collector.table.TableException where another table than the planned one may
   *     have been read
   */
  private boolean finish(Connection control, SnapshotState begun, VouchedTable vouched) {
    state.verifyNotRetired(begun);
    int number = begun.number();
    SnapshotState snapshot =
        state.read().snapshot().filter(now -> now.number() == number).orElseThrow();
    if (snapshot.finished()) {
      return true;
    }
    if (snapshot.plan().filter(plan -> plan.unfinished().isEmpty()).isEmpty()) {
      return false;
    }
    Fingerprint unused =
        source
            .table()
            .coverage(database, settings.publication())
            .verified(control, vouched.latest());
    long nowMs = clock.millis();
    log.mark(Mark.Kind.SNAPSHOT_FINISHED, nowMs);
    state.finish(number, nowMs);
    return true;
  }
}
