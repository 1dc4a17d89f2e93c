package dev.tandem.localstack.generator.load;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LiveArrivals;
import dev.tandem.localstack.generator.LoadProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Inserts rows at a rate until it is stopped, behind the rows that are in the table already. Rows
 * arrive when they are inserted, give or take {@link #PAUSE} (copies may be dated back by up to 20
 * s); their documents were issued as long before as the profile says, so windows of all ages keep
 * changing. It only inserts: the facts of a row never change.
 */
public final class LiveLoad {
  /** How often rows that have come due are written. */
  public static final Duration PAUSE = Duration.ofMillis(100);

  private static final long MOST_ROWS_AT_ONCE = 500;

  /** Further behind than this, the stream goes on from now instead of catching up. */
  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(2);

  private final ConnectionSource database;
  private final GeneratedTable table;
  private final long seed;
  private final LoadProfile profile;
  private final double rowsPerSecond;
  private final Clock clock;
  private final Consumer<LoadProgress> listener;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param table must exist, see {@link GeneratedTable#create}
   * @param seed may be the seed of the bulk load before it
   * @param rowsPerSecond more than 0
   * @param listener told after every transaction
   */
  public LiveLoad(
      ConnectionSource database,
      GeneratedTable table,
      long seed,
      LoadProfile profile,
      double rowsPerSecond,
      Clock clock,
      Consumer<LoadProgress> listener) {
    if (!(rowsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "a live stream needs more than 0 rows per second: rate=" + rowsPerSecond);
    }
    this.database = database;
    this.table = table;
    this.seed = seed;
    this.profile = profile;
    this.rowsPerSecond = rowsPerSecond;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Inserts rows until {@link #stop()} is called.
   *
   * @return rows inserted
   * @throws SQLException when rows cannot be written; those before remain
   * @throws InterruptedException when interrupted; rows already written remain
   */
  public long run() throws SQLException, InterruptedException {
    try (Connection connection = database.open()) {
      long firstIndex = table.nextIndex(connection);
      RowWriter writer = new RowWriter(connection, table);
      Instant started = clock.instant();
      LiveArrivals arrivals = new LiveArrivals(firstIndex, started.toEpochMilli(), rowsPerSecond);
      DocumentGenerator generator = new DocumentGenerator(seed, profile, arrivals);
      long atOnce = Math.max(MOST_ROWS_AT_ONCE, (long) (rowsPerSecond / 5));
      long index = firstIndex;
      while (!stopped.await(index == firstIndex ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        long nowMs = clock.millis();
        long due = Math.min(arrivals.dueBefore(nowMs), index + atOnce);
        if (due > index) {
          for (; index < due; index++) {
            writer.add(generator.row(index));
          }
          writer.flush();
          report(index - firstIndex, started);
        }
        if (nowMs - arrivals.plannedMs(index, false) > GIVE_UP_AFTER.toMillis()) {
          arrivals.resume(index, nowMs);
        }
      }
      return index - firstIndex;
    }
  }

  /** Makes {@link #run()} return soon. Callable from any thread. */
  public void stop() {
    stopped.countDown();
  }

  private void report(long rows, Instant started) {
    long elapsedMs = Math.max(1, Duration.between(started, clock.instant()).toMillis());
    listener.accept(new LoadProgress(rows, 0, rows * 1000.0 / elapsedMs));
  }
}
