package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Binary COPY of a table to /dev/null by the server itself: nothing is sent, nothing is read. */
final class Copy {
  /** So that a small table is measured, too. */
  private static final Duration AT_LEAST = Duration.ofSeconds(2);

  private final DocumentTable table;
  private final int rows;
  private final int backends;

  /**
   * @param rows in the table, whose ids are 1 to their number
   * @param backends side by side, each with its part of the ids
   */
  Copy(DocumentTable table, int rows, int backends) {
    this.table = table;
    this.rows = rows;
    this.backends = backends;
  }

  /**
   * What it cost.
   *
   * @param rows copied, the table several times
   * @param databaseCpu seconds of CPU time
   */
  record Cost(long rows, double seconds, double databaseCpu) {}

  /** Copies all of it, again and again for some time. */
  Cost measure() throws InterruptedException {
    all();
    double cpuBefore = table.cpuSeconds();
    long startNs = System.nanoTime();
    long copied = 0;
    while (System.nanoTime() - startNs < AT_LEAST.toNanos()) {
      copied += all();
    }
    double seconds = (System.nanoTime() - startNs) / 1e9;
    return new Cost(copied, seconds, table.cpuSeconds() - cpuBefore);
  }

  private long all() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(backends);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < backends; i++) {
        long after = (long) rows * i / backends;
        long upTo = (long) rows * (i + 1) / backends;
        parts.add(pool.submit(() -> part(after, upTo)));
      }
      long copied = 0;
      for (Future<Long> part : parts) {
        copied += part.get();
      }
      if (copied != rows) {
        throw new BenchmarkException("COPY gave " + copied + " of " + rows + " rows");
      }
      return copied;
    } catch (ExecutionException e) {
      throw new BenchmarkException("COPY failed: " + e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private long part(long after, long upTo) throws SQLException {
    try (Connection connection = table.database().connection();
        Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(
          "COPY (SELECT * FROM "
              + table.name()
              + " WHERE id > "
              + after
              + " AND id <= "
              + upTo
              + ") TO '/dev/null' (FORMAT binary)");
    }
  }
}
