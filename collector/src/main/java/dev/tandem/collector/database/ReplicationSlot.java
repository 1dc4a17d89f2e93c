package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logical replication slot that keeps a source's changes until they are in the log. */
public final class ReplicationSlot {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicationSlot.class);
  private static final String PLUGIN = "pgoutput";

  /** What to do about changes that will never come from a slot. */
  public static final String REMEDY =
      "run \"collector resnapshot\" with the same options, then \"collector run\"; what was missed"
          + " arrives by a new snapshot, and no count changes twice";

  private static final String FIND =
      "SELECT coalesce(plugin, ''), coalesce(database, ''), current_database(), active,"
          + " coalesce(wal_status, ''), coalesce(confirmed_flush_lsn - '0/0', 0)::bigint FROM"
          + " pg_replication_slots WHERE slot_name = ?";

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
   * What the server says of the slot.
   *
   * @param active whether a connection reads from it, or still makes it
   * @param lost whether WAL is gone that it still needed
   * @param confirmedLsn from where its changes go on; 0 while it is being made
   */
  public record State(boolean active, boolean lost, long confirmedLsn) {}

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
        return Optional.of(
            new State(row.getBoolean(4), row.getString(5).equals("lost"), row.getLong(6)));
      }
    } catch (SQLException e) {
      throw database.explain("look for replication slot " + name, e);
    }
  }

  /**
   * The slot, where every change after a position can still come from it.
   *
   * @param lsn up to which a collector may have moved it
   * @param known the database whose slot it was
   * @throws DatabaseException where it is gone, has lost changes, is beyond that position or is
   *     another database's
   */
  public State verified(Connection connection, long lsn, ClusterIdentity known) {
    // Before the position, which means nothing elsewhere.
    ClusterIdentity here = ClusterIdentity.read(database);
    State state = whole(connection);
    here.verifySame(known, name, database);
    if (state.confirmedLsn() > lsn) {
      throw new DatabaseException(
          String.format(
              "replication slot %s of database %s goes on from %s, but no collector has come"
                  + " further than %s: somebody has made it anew or moved it, and the changes"
                  + " between are missing: %s",
              name,
              database.settings().address(),
              LogSequenceNumber.valueOf(state.confirmedLsn()).asString(),
              LogSequenceNumber.valueOf(lsn).asString(),
              REMEDY));
    }
    return state;
  }

  /**
   * The slot, where it has lost nothing since it was made.
   *
   * @throws DatabaseException where it is gone or has lost changes
   */
  public State whole(Connection connection) {
    State state = find(connection).orElseThrow(this::gone);
    if (state.lost()) {
      throw new DatabaseException(
          "replication slot "
              + name
              + " has lost changes, because the server removed WAL that it still needed"
              + " (max_slot_wal_keep_size): "
              + REMEDY);
    }
    return state;
  }

  /** That the slot was there once and is no more. */
  public DatabaseException gone() {
    return new DatabaseException(
        "replication slot "
            + name
            + " is gone from database "
            + database.settings().address()
            + ", and the changes since with it: "
            + REMEDY);
  }

  /**
   * Creates the slot. Waits for the transactions running now to end, or for {@link
   * #cancelCreation}.
   */
  public void create() {
    // Over the replication protocol, which makes no transaction of its own to wait for.
    Connection connection = database.connectForReplication("slot " + name);
    creating.set(connection);
    try {
      connection
          .unwrap(PGConnection.class)
          .getReplicationAPI()
          .createReplicationSlot()
          .logical()
          .withSlotName(name)
          .withOutputPlugin(PLUGIN)
          .make();
    } catch (SQLException e) {
      throw database.explain("create replication slot " + name, e);
    } finally {
      creating.set(null);
      Database.close(connection);
    }
  }

  /** Drops the slot, which nobody may be reading from. */
  public void drop(Connection connection) {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
      statement.setString(1, name);
      statement.execute();
    } catch (SQLException e) {
      throw database.explain("drop replication slot " + name, e);
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
