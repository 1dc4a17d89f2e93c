package dev.tandem.collector.stream;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends heartbeats on their way: messages that PostgreSQL writes into its WAL, so that they come
 * back in the change stream behind every transaction committed before. They also keep the slot
 * moving where nothing else is written.
 *
 * <p>A transaction takes its commit time a moment before its commit is in the WAL, so one can come
 * back behind a heartbeat that names a time later than its own, by that moment. {@code
 * arrivalSlack} (contract, section 6) covers it many times over.
 */
final class Heartbeats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  /** Not transactional: it needs no transaction id, and comes where it stands in the WAL. */
  private static final String SEND =
      "SELECT pg_logical_emit_message(false, ?,"
          + " floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text)";

  private final Database database;
  private final StreamSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "heartbeats"));
  private Connection connection;
  private boolean failing;

  Heartbeats(Database database, StreamSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer; send() throws nothing.
  void start() {
    timer.scheduleAtFixedRate(
        this::send, 0, settings.heartbeatInterval().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void send() {
    try {
      if (connection == null) {
        connection = database.connect("heartbeats");
      }
      try (PreparedStatement statement = connection.prepareStatement(SEND)) {
        statement.setString(1, settings.messagePrefix());
        statement.execute();
      }
      failing = false;
    } catch (SQLException e) {
      warn(database.explain("send a heartbeat", e));
    } catch (DatabaseException e) {
      warn(e);
    }
  }

  /** Once per outage; the next heartbeat connects anew. */
  private void warn(DatabaseException e) {
    if (!failing) {
      LOG.warn("Windows stay open until this mends: {}", e.getMessage());
      failing = true;
    }
    disconnect();
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A connection that had failed could not be closed", e);
      }
      connection = null;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (timer.awaitTermination(5, TimeUnit.SECONDS)) {
        disconnect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
