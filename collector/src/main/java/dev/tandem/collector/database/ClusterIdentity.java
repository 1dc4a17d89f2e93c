package dev.tandem.collector.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which database a position in the WAL is of: positions of two clusters, or of two timelines of
 * one, have nothing to do with each other.
 *
 * @param system a cluster is given it once; a dump restored elsewhere and pg_upgrade have another
 * @param timeline another one begins with every failover and point-in-time restore
 * @param databaseOid of the database in the cluster
 */
public record ClusterIdentity(String system, int timeline, long databaseOid) {
  /** Of what was written down before identities were. */
  public static final ClusterIdentity UNKNOWN = new ClusterIdentity("", 0, 0);

  /** Asked over a replication connection, which takes no more right than the stream does. */
  public static ClusterIdentity read(Database database) {
    try (Connection connection = database.connectForReplication("identity");
        Statement statement = connection.createStatement()) {
      String system;
      int timeline;
      try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
        row.next();
        system = row.getString("systemid");
        timeline = row.getInt("timeline");
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT oid FROM pg_database WHERE datname = current_database()")) {
        row.next();
        return new ClusterIdentity(system, timeline, row.getLong(1));
      }
    } catch (SQLException e) {
      throw database.explain("identify the cluster", e);
    }
  }

  /**
   * Checks that a slot found in this database can go on from a position of a known one.
   *
   * @throws DatabaseException where this is another database, with the way out
   */
  void verifySame(ClusterIdentity known, String slot, Database database) {
    if (equals(known)) {
      return;
    }
    throw new DatabaseException(
        String.format(
            "replication slot %s of database %s is not the one that this source has read: it was of"
                + " %s, this is %s (%s): %s",
            slot,
            database.settings().address(),
            known.described(),
            described(),
            change(known),
            ReplicationSlot.REMEDY));
  }

  private String described() {
    return equals(UNKNOWN)
        ? "a database not written down"
        : "system " + system + ", timeline " + timeline + ", database " + databaseOid;
  }

  private String change(ClusterIdentity known) {
    if (known.equals(UNKNOWN)) {
      return "an earlier version kept no identity";
    }
    if (!system.equals(known.system)) {
      return "the database was moved to another cluster";
    }
    return timeline == known.timeline
        ? "the database was made anew"
        : "a failover or a point-in-time restore began another timeline, in which changes that were"
            + " read may be missing";
  }
}
