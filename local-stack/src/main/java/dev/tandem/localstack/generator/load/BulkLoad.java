package dev.tandem.localstack.generator.load;

import dev.tandem.localstack.generator.DocumentGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Loads rows by COPY. Each thread makes a block of rows, writes it with its facts in one
 * transaction and takes the next one, so ids enter the table roughly in order and a load that is
 * stopped leaves whole blocks behind, facts included.
 */
public final class BulkLoad {
  private static final int BLOCK_ROWS = 1_000;
  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final ConnectionSource database;
  private final GeneratedTable table;
  private final DocumentGenerator generator;
  private final int threads;
  private final Clock clock;
  private final Consumer<LoadProgress> listener;

  /**
   * @param database gives one connection per thread
   * @param table must exist, see {@link GeneratedTable#create}
   * @param threads at least 1; 2 keep a machine of 2 cores busy
   * @param listener told about once a second and at the end, by one thread at a time
   */
  public BulkLoad(
      ConnectionSource database,
      GeneratedTable table,
      DocumentGenerator generator,
      int threads,
      Clock clock,
      Consumer<LoadProgress> listener) {
    if (threads < 1) {
      throw new IllegalArgumentException("a load needs at least one thread: threads=" + threads);
    }
    this.database = database;
    this.table = table;
    this.generator = generator;
    this.threads = threads;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Writes rows {@code firstIndex} to {@code firstIndex + rows - 1}.
   *
   * @throws SQLException when a block cannot be written; those before and beside it remain
   * @throws InterruptedException when interrupted; blocks already written remain
   */
  public LoadProgress run(long firstIndex, long rows) throws SQLException, InterruptedException {
    Work work = new Work(firstIndex, rows);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  work.run();
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        await(worker);
      }
    } finally {
      work.stopped.set(true);
      pool.shutdown();
    }
    return work.report(true);
  }

  private static void await(Future<?> worker) throws SQLException, InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException("loading rows failed: " + e.getCause(), e.getCause());
    }
  }

  /** One run: what is left to do, and how far it has come. */
  private final class Work {
    private final long endIndex;
    private final long rows;
    private final AtomicLong nextIndex;
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Instant started = clock.instant();
    private Instant reported = started;

    Work(long firstIndex, long rows) {
      this.nextIndex = new AtomicLong(firstIndex);
      this.endIndex = firstIndex + rows;
      this.rows = rows;
    }

    void run() throws SQLException {
      try (Connection connection = database.open()) {
        RowWriter writer = new RowWriter(connection, table);
        long index = nextIndex.getAndAdd(BLOCK_ROWS);
        while (index < endIndex && !stopped.get()) {
          long end = Math.min(index + BLOCK_ROWS, endIndex);
          for (long i = index; i < end; i++) {
            writer.add(generator.row(i));
            if (writer.isFull()) {
              writer.flush();
            }
          }
          writer.flush();
          written.addAndGet(end - index);
          report(false);
          index = nextIndex.getAndAdd(BLOCK_ROWS);
        }
      } catch (SQLException | RuntimeException e) {
        stopped.set(true);
        throw e;
      }
    }

    synchronized LoadProgress report(boolean last) {
      Instant now = clock.instant();
      double seconds = Math.max(1, Duration.between(started, now).toMillis()) / 1000.0;
      LoadProgress progress = new LoadProgress(written.get(), rows, written.get() / seconds);
      if (last || Duration.between(reported, now).compareTo(REPORT_EVERY) >= 0) {
        reported = now;
        listener.accept(progress);
      }
      return progress;
    }
  }
}
