package dev.tandem.collector.stream;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.database.SessionSettings;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.state.StreamPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a slot's changes into the log until it is stopped. When the connection is lost it begins
 * again where the slot is, once the server is back. It does so itself, not by Debezium's own
 * retries: those would create a slot that is gone anew, and the changes between would be missing
 * without a word.
 */
public final class ChangeStream {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** So many runs in a row that deliver nothing, with a server that answers, are no accident. */
  private static final int BARREN_RUNS = 3;

  private final Database database;
  private final ReplicationSlot slot;
  private final StreamSettings settings;
  private final RowCapturer capturer;
  private final HeartbeatLog log;
  private final StreamPosition position;
  private final LongConsumer heartbeatWritten;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private EngineRun running;

  /**
   * A stream, not started.
   *
   * @param position of the slot, as the source's collectors have left it
   * @param heartbeatWritten is told the time of every heartbeat that is in the log, from the
   *     stream's own thread; must return soon
   */
  public ChangeStream(
      Database database,
      ReplicationSlot slot,
      StreamSettings settings,
      RowCapturer capturer,
      HeartbeatLog log,
      StreamPosition position,
      LongConsumer heartbeatWritten) {
    this.database = database;
    this.slot = slot;
    this.settings = settings;
    this.capturer = capturer;
    this.log = log;
    this.position = position;
    this.heartbeatWritten = heartbeatWritten;
  }

  /**
   * Runs until {@link #stop()}.
   *
   * @throws DatabaseException where the slot is gone, has lost changes or was moved by another
   * @throws dev.tandem.collector.table.TableException where rows may be missing from it
   * @throws StreamException where the stream fails for another reason than a lost connection
   */
  public void run() throws InterruptedException {
    int barren = 0;
    try (Heartbeats heartbeats = new Heartbeats(database, settings);
        MovedRows moved = new MovedRows(database, settings.table())) {
      heartbeats.start();
      while (!isStopped()) {
        Optional<String> options = awaitSlot();
        if (options.isEmpty()) {
          continue;
        }
        ChangeBatches batches =
            new ChangeBatches(
                new ChangeDecoder(settings), moved, capturer, log, position, heartbeatWritten);
        EngineRun run =
            new EngineRun(
                ConnectorProperties.of(database.settings(), settings, slot.name(), options.get()),
                batches);
        if (!begin(run)) {
          return;
        }
        Throwable failure = run.run().orElse(null);
        if (isStopped()) {
          return;
        }
        if (batches.failure().isPresent()) {
          throw batches.failure().get();
        }
        barren = batches.delivered() ? 0 : barren + 1;
        if (barren == BARREN_RUNS) {
          throw new StreamException(
              "the change stream of slot " + slot.name() + " fails: " + messages(failure), failure);
        }
        LOG.warn("The change stream ended and begins again: {}", messages(failure));
        pause();
      }
    }
  }

  /** Ends {@link #run()}, from another thread; what was taken in stays acknowledged. */
  public void stop() throws InterruptedException {
    stopped.countDown();
    EngineRun run;
    synchronized (this) {
      run = running;
    }
    if (run != null) {
      run.stop();
    }
  }

  private synchronized boolean begin(EngineRun run) {
    if (isStopped()) {
      return false;
    }
    running = run;
    return true;
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void pause() throws InterruptedException {
    boolean unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the stream's sessions set, where the server answers and still has the slot. */
  private Optional<String> awaitSlot() throws InterruptedException {
    try (Connection connection = database.connect("look at the slot")) {
      ReplicationSlot.State unused = slot.verified(connection, position.lsn(), position.cluster());
      log.verify();
      return Optional.of(SessionSettings.options(connection));
    } catch (SQLException e) {
      throw database.explain("look at the slot", e);
    } catch (DatabaseException e) {
      if (!e.connectionLost()) {
        throw e;
      }
      LOG.warn("Waiting for the database: {}", e.getMessage());
      pause();
      return Optional.empty();
    }
  }

  private static String messages(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(
            cause ->
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()))
        .distinct()
        .collect(Collectors.joining(": "));
  }
}
