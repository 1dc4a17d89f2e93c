package dev.tandem.collector.table;

import dev.tandem.collector.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The publication that says which of the database's changes the slot passes on: inserts and updates
 * of the table, of the rows that meet the condition. Deletes and truncates change no count and are
 * left out, so a table without a replica identity can still be deleted from.
 */
public final class Publication {
  private static final String FIND =
      """
      SELECT p.pubinsert AND p.pubupdate, t.pubname IS NOT NULL,
             coalesce(to_jsonb(t) ->> 'rowfilter', ''),
             NOT coalesce(to_jsonb(t) -> 'attnames' ?& ?, true)
        FROM pg_publication p
        LEFT JOIN pg_publication_tables t
          ON t.pubname = p.pubname AND t.schemaname = ? AND t.tablename = ?
       WHERE p.pubname = ?\
      """;

  private final Database database;
  private final SourceTable table;
  private final String name;

  public Publication(Database database, SourceTable table, String name) {
    this.database = database;
    this.table = table;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Whether there is a publication of that name. */
  public boolean exists(Connection connection) {
    try {
      return find(connection).isPresent();
    } catch (SQLException e) {
      throw database.explain("look for publication " + name, e);
    }
  }

  /**
   * Creates the publication, or checks the one that is there. The connection must be in
   * auto-commit.
   *
   * @throws TableException where it does not pass on what is captured, or where having it would
   *     make PostgreSQL refuse the table's updates
   */
  public void ensure(Connection connection) {
    try {
      ReplicaIdentity.verify(connection, table);
      Optional<Existing> existing = find(connection);
      if (existing.isPresent()) {
        verify(connection, existing.get());
        return;
      }
      connection.setAutoCommit(false);
      try {
        create(connection, name);
        ReplicaIdentity.verifyFilter(connection, table, name);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw database.explain("prepare publication " + name, e);
    }
  }

  private record Existing(
      boolean insertsAndUpdates, boolean hasTable, String filter, boolean lacksColumns) {}

  private Optional<Existing> find(Connection connection) throws SQLException {
    // The driver reads a question mark as a parameter; two stand for the operator.
    try (PreparedStatement query = connection.prepareStatement(FIND.replace("?&", "??&"))) {
      String[] columns =
          table.hasArrival()
              ? new String[] {table.keyColumn(), table.xmlColumn(), table.arrivalColumn()}
              : new String[] {table.keyColumn(), table.xmlColumn()};
      query.setArray(1, connection.createArrayOf("text", columns));
      query.setString(2, table.name().schema());
      query.setString(3, table.name().name());
      query.setString(4, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Existing(
                    row.getBoolean(1), row.getBoolean(2), row.getString(3), row.getBoolean(4)))
            : Optional.empty();
      }
    }
  }

  private void verify(Connection connection, Existing existing) throws SQLException {
    if (!existing.hasTable()) {
      throw mismatch(
          "does not hold table " + table.name() + (table.partitioned() ? " by its root" : ""));
    }
    if (!existing.insertsAndUpdates()) {
      throw mismatch("does not publish both inserts and updates");
    }
    if (existing.lacksColumns()) {
      throw mismatch("leaves out a column that is captured");
    }
    if (table.where().isEmpty() && !existing.filter().isEmpty()) {
      throw mismatch(
          "passes on only rows WHERE " + existing.filter() + ", but there is no --where");
    }
    if (table.where().isPresent()) {
      String wanted = filterAsPrinted(connection);
      if (!wanted.equals(existing.filter())) {
        throw mismatch(
            "passes on "
                + (existing.filter().isEmpty() ? "all rows" : "rows WHERE " + existing.filter())
                + ", but --where is "
                + wanted);
      }
    }
  }

  private TableException mismatch(String what) {
    return new TableException(
        "publication "
            + name
            + " "
            + what
            + ": name another with --publication, or drop it and its replication slot and start"
            + " again");
  }

  /** The user's condition in PostgreSQL's own spelling, by way of a publication never committed. */
  private String filterAsPrinted(Connection connection) throws SQLException {
    String trial = name + "_trial";
    connection.setAutoCommit(false);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT rowfilter FROM pg_publication_tables WHERE pubname = ?")) {
      create(connection, trial);
      query.setString(1, trial);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void create(Connection connection, String as) {
    String sql =
        "CREATE PUBLICATION "
            + Sql.identifier(as)
            + " FOR TABLE "
            + table.name().sql()
            + (table.where().isPresent() ? " WHERE " + table.conditionSql() : "")
            + " WITH (publish = 'insert, update'"
            + (table.partitioned() ? ", publish_via_partition_root = true" : "")
            + ")";
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new TableException(
            "publication "
                + name
                + " cannot be created by "
                + database.settings().user()
                + " ("
                + e.getMessage()
                + "): let the table's owner run "
                + sql,
            e);
      }
      throw table.where().isPresent() && !"42710".equals(e.getSQLState())
          ? new TableException(
              "--where \""
                  + table.where().get()
                  + "\" cannot filter the change stream ("
                  + e.getMessage()
                  + "): it may use the table's columns, operators and immutable built-in functions"
                  + " only",
              e)
          : database.explain("create publication " + name, e);
    }
  }
}
