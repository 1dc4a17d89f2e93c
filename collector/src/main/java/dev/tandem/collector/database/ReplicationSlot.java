package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.replication.ReplicationSlotInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logical replication slot that keeps a source's changes until they are in the log. */
public final class ReplicationSlot {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicationSlot.class);
  private static final String PLUGIN = "pgoutput";

  /** Keeps {@code wal_status} readable: servers before 13 are refused elsewhere. */
  private static final String FIND =
      "SELECT coalesce(plugin, ''), coalesce(database, ''), current_database(), active,"
          + " coalesce(active_pid, 0), coalesce(wal_status, '') FROM pg_replication_slots"
          + " WHERE slot_name = ?";

  private final Database database;
  private final String name;
  private final AtomicReference<Connection> creating = new AtomicReference<>();

  public ReplicationSlot(Database database, String name) {
    this.database = database;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /**
   * What the server says of a slot that can be used.
   *
   * @param active whether a connection reads from it now
   * @param pid of the server process that does, 0 if none
   */
  public record State(boolean active, int pid) {}

  /**
   * Looks for the slot.
   *
   * @throws DatabaseException where there is one of that name that cannot serve
   */
  public Optional<State> find(Connection connection) {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getString(1).equals(PLUGIN) || !row.getString(2).equals(row.getString(3))) {
          throw new DatabaseException(
              String.format(
                  "replication slot %s is of plugin \"%s\" and database \"%s\", but this source"
                      + " needs one of %s in \"%s\": name another with --slot, or drop it",
                  name, row.getString(1), row.getString(2), PLUGIN, row.getString(3)));
        }
        if (row.getString(6).equals("lost")) {
          throw new DatabaseException(
              String.format(
                  "replication slot %s has lost changes, because the server removed WAL that it"
                      + " still needed (max_slot_wal_keep_size): drop it with SELECT"
                      + " pg_drop_replication_slot('%s') and start again; the new snapshot finds"
                      + " what was missed and changes no count twice",
                  name, name));
        }
        return Optional.of(new State(row.getBoolean(4), row.getInt(5)));
      }
    } catch (SQLException e) {
      throw database.explain("look for replication slot " + name, e);
    }
  }

  /**
   * Creates the slot, and exports the view of the database from which its changes go on: no
   * transaction is in both or in neither. A snapshot taken a moment later would not promise that,
   * as a transaction can have written its commit before the slot's start and not yet be visible
   * (one that waits for a synchronous standby, for example).
   *
   * <p>Waits for the transactions running now to end, or for {@link #cancelCreation}.
   */
  public ExportedSnapshot create() {
    Connection connection = database.connectForReplication("slot " + name);
    creating.set(connection);
    try {
      ReplicationSlotInfo created =
          connection
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .createReplicationSlot()
              .logical()
              .withSlotName(name)
              .withOutputPlugin(PLUGIN)
              .make();
      return new ExportedSnapshot(connection, created.getSnapshotName());
    } catch (SQLException e) {
      Database.close(connection);
      throw database.explain("create replication slot " + name, e);
    } finally {
      creating.set(null);
    }
  }

  /** Ends a {@link #create} that waits, from another thread; it fails and leaves no slot behind. */
  public void cancelCreation() {
    Connection connection = creating.getAndSet(null);
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("A connection that was to be cut off is gone already", e);
      }
    }
  }
}
