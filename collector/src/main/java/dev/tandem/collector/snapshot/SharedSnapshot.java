package dev.tandem.collector.snapshot;

import dev.tandem.collector.database.AdvisoryLock;
import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.View;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.pace.Pace;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.state.RangePlan;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.table.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Takes the ranges of a snapshot into the log, together with whatever other readers there are, of
 * this collector or of others. A range is claimed by a lock of the connection that reads it, and
 * finished once all its captures are in the log: a reader that dies gives back the one, and has not
 * said the other.
 */
public final class SharedSnapshot {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Database database;
  private final View view;
  private final SourceTable table;
  private final RowCapturer capturer;
  private final CaptureLog log;
  private final StateTopic state;
  private final SnapshotState snapshot;
  private final String claims;
  private final Pace pace;

  /**
   * A snapshot to be taken.
   *
   * @param view what this collector's readers see
   * @param snapshot as it was found, with its plan
   * @param slot that tells the source's claims from others'
   * @param pace that the readers keep to
   */
  public SharedSnapshot(
      Database database,
      View view,
      SourceTable table,
      RowCapturer capturer,
      CaptureLog log,
      StateTopic state,
      SnapshotState snapshot,
      String slot,
      Pace pace) {
    this.database = database;
    this.view = view;
    this.table = table;
    this.capturer = capturer;
    this.log = log;
    this.state = state;
    this.snapshot = snapshot;
    this.pace = pace;
    this.claims = slot + '/' + snapshot.number() + '/' + planId(snapshot) + '/';
  }

  private static String planId(SnapshotState snapshot) {
    return snapshot.plan().orElseThrow().id();
  }

  /**
   * Reads until every range is in the log, whoever has read it.
   *
   * @param stopped asked at every row
   * @return false where it was stopped, or another plan has taken this one's place
   */
  public boolean take(int readers, BooleanSupplier stopped) throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    BooleanSupplier over = () -> failed.get() || stopped.getAsBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(readers, new Named());
    try {
      ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < readers; i++) {
        running.submit(() -> read(over));
      }
      return awaitAll(running, readers, failed);
    } finally {
      failed.set(true);
      threads.shutdownNow();
    }
  }

  private static final class Named implements ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      return new Thread(work, "snapshot reader " + number.incrementAndGet());
    }
  }

  private boolean read(BooleanSupplier over) throws SQLException {
    try (Connection connection = view.connect(Thread.currentThread().getName())) {
      RangeReader reader =
          new RangeReader(
              database,
              connection,
              table,
              capturer,
              snapshot.start().slotCreatedMs(),
              pace.reader());
      while (!over.getAsBoolean()) {
        Optional<RangePlan> plan = plan();
        if (plan.isEmpty() || plan.get().unfinished().isEmpty()) {
          return plan.isPresent();
        }
        if (!readOne(connection, reader, plan.get(), over)) {
          // The rest is being read by others, who may yet die.
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      return false;
    }
  }

  private Optional<RangePlan> plan() {
    return state
        .read()
        .snapshot()
        .filter(now -> now.number() == snapshot.number())
        .flatMap(SnapshotState::plan)
        .filter(plan -> plan.id().equals(planId(snapshot)));
  }

  /** Returns whether there was one that nobody else was at, or it was told to stop. */
  private boolean readOne(
      Connection connection, RangeReader reader, RangePlan plan, BooleanSupplier over) {
    for (int range : plan.unfinished()) {
      AdvisoryLock claim = new AdvisoryLock(database, claims + range);
      if (claim.tryTake(connection)) {
        // Whoever had it may have finished it since.
        boolean wanted = plan().filter(now -> now.isUnfinished(range)).isPresent();
        if (wanted) {
          if (!reader.read(plan.ranges().get(range), over)) {
            // The connection is still within its COPY; its end gives back the claim.
            return true;
          }
          log.flush();
          state.finishRange(snapshot.number(), plan, range);
        }
        claim.release(connection);
        if (wanted) {
          return true;
        }
      }
    }
    return false;
  }

  /** Waits for every reader, so that none appends after this has returned or thrown. */
  private static boolean awaitAll(
      ExecutorCompletionService<Boolean> running, int readers, AtomicBoolean failed)
      throws InterruptedException {
    boolean complete = true;
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      try {
        complete &= running.take().get();
      } catch (ExecutionException e) {
        failed.set(true);
        failures.add(e.getCause());
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0) instanceof RuntimeException known
          ? known
          : new IllegalStateException("a snapshot reader failed", failures.get(0));
    }
    return complete;
  }
}
