package dev.tandem.collector.snapshot;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.ExportedSnapshot;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.table.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Takes in every row that one snapshot of the database sees. */
public final class Snapshot {
  private final Database database;
  private final ExportedSnapshot view;
  private final SourceTable table;
  private final RowCapturer capturer;
  private final long fallbackMs;

  /**
   * A snapshot to be taken.
   *
   * @param view what all readers see
   * @param fallbackMs arrival of rows that have none of their own: when the slot was created
   */
  public Snapshot(
      Database database,
      ExportedSnapshot view,
      SourceTable table,
      RowCapturer capturer,
      long fallbackMs) {
    this.database = database;
    this.view = view;
    this.table = table;
    this.capturer = capturer;
    this.fallbackMs = fallbackMs;
  }

  /**
   * Reads the table, side by side.
   *
   * @param planned is told the estimated number of rows before reading begins
   * @param stopped asked at every row
   * @return whether all rows have been appended to the log; not yet flushed
   */
  public boolean take(int readers, LongConsumer planned, BooleanSupplier stopped)
      throws InterruptedException {
    SnapshotPlan plan = plan(readers);
    planned.accept(plan.rows());
    Queue<KeyRange> ranges = new ConcurrentLinkedQueue<>(plan.ranges());
    AtomicBoolean failed = new AtomicBoolean();
    BooleanSupplier over = () -> failed.get() || stopped.getAsBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(readers, new Named());
    try {
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < readers; i++) {
        running.submit(
            () -> {
              read(ranges, over);
              return null;
            });
      }
      awaitAll(running, readers, failed);
      return !stopped.getAsBoolean();
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

  private SnapshotPlan plan(int readers) {
    try (Connection connection = view.connect(database, "snapshot planner")) {
      return SnapshotPlan.of(database, connection, table, readers);
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }

  private void read(Queue<KeyRange> ranges, BooleanSupplier over) throws SQLException {
    try (Connection connection = view.connect(database, Thread.currentThread().getName())) {
      RangeReader reader = new RangeReader(database, connection, table, capturer, fallbackMs);
      for (KeyRange range = ranges.poll();
          range != null && !over.getAsBoolean();
          range = ranges.poll()) {
        reader.read(range, over);
      }
    }
  }

  /** Waits for every reader, so that none appends after this has returned or thrown. */
  private static void awaitAll(
      ExecutorCompletionService<Void> running, int readers, AtomicBoolean failed)
      throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      try {
        running.take().get();
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
  }
}
